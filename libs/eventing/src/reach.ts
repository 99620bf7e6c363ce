import type { CommandShape } from './decider.js';
import type { Event } from './message.js';
import type { Role } from './role.js';

/**
 * How far a command reaches that is granted to a role. `scope`: any subject within the caller's scope. `partnership`: one
 * of their own partnerships or of its members, not one that is merely lent to or asked of them; with `itself`, of the
 * partnership itself only. `school`: one of a school that their token names by its URN, whatever else it grants.
 */
export type Reach =
  | { readonly of: 'scope' }
  | { readonly of: 'partnership'; readonly itself?: true }
  | { readonly of: 'school'; readonly fields: readonly SchoolField[] };

/** Where the school stands that a command is about: in the command, or in the first event of its subject. */
export type SchoolField = 'urn' | 'homeUrn';

/** That a role may send a command, and how far it reaches. */
export interface Grant {
  readonly role: Role;
  readonly reach: Reach;
}

/** Grants for what is the caller's own school's: the one that needs, that hosts or that receives, or as the fields say. */
export const ownSchool = (
  roles: readonly ('headteacher' | 'chair')[],
  ...fields: readonly SchoolField[]
): readonly Grant[] =>
  roles.map((role) => ({
    role,
    reach: { of: 'school', fields: fields.length > 0 ? fields : ['urn'] },
  }));

/** Grants for what is the caller's own partnership's. */
export const ownPartnership = (...roles: readonly Role[]): readonly Grant[] =>
  roles.map((role) => ({ role, reach: { of: 'partnership' } }));

/** Grants for what is a partnership's that the caller acts for, and not a member school's. */
export const partnershipItself = (...roles: readonly Role[]): readonly Grant[] =>
  roles.map((role) => ({ role, reach: { of: 'partnership', itself: true } }));

/** A grant as it is written: a role alone reaches as far as its scope. */
export const grantOf = (it: Role | Grant): Grant =>
  typeof it === 'string' ? { role: it, reach: { of: 'scope' } } : it;

/** The subject is known to the caller, and is not theirs to change: answered as 403. */
export class NotYours extends Error {
  constructor(
    readonly of: 'school' | 'partnership',
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'NotYours';
  }
}

/** What a caller may call their own: the schools that their token names, and the identities within their scope. */
interface Whose {
  readonly actor: { readonly urns: readonly string[] };
  readonly scope: 'all' | ReadonlySet<string>;
}

/**
 * Throws `NotYours` for a command that reaches beyond what is the caller's own. `first` is what the first event of its
 * subject says. What the command says counts only where that is silent: it may be about one of a partnership's schools,
 * and never makes another's subject one's own.
 */
export function refuseBeyond(
  reach: Reach,
  command: CommandShape,
  first: Event['data'],
  { actor, scope }: Whose,
): void {
  const said = { ...command, ...(first as object) } as Readonly<Record<string, unknown>>;
  const named = (field: string): string | undefined =>
    typeof said[field] === 'string' ? said[field] : undefined;
  if (reach.of === 'school') {
    const schools = reach.fields.flatMap((it) => named(it) ?? []);
    if (schools.some((it) => actor.urns.includes(it))) return;
    throw new NotYours('school', notYourSchool(command.type, schools));
  }
  if (reach.of === 'partnership') {
    const within = (kind: string, id: string | undefined): boolean =>
      id !== undefined && (scope === 'all' || scope.has(`${kind}:${id}`));
    if (within('partnership', named('partnershipId'))) return;
    if (!reach.itself && within('urn', named('urn'))) return;
    throw new NotYours(
      'partnership',
      reach.itself
        ? `${command.type} is a school’s own to give here: its chair or headteacher does it.`
        : `${command.type} is for the partnership whose school this is about: you see it because one of yours has a part in it.`,
    );
  }
}

function notYourSchool(type: string, schools: readonly string[]): string {
  if (schools.length === 0)
    return `${type} is for a school’s own headteacher or chair, and this is a partnership’s: its board or broker does it.`;
  return `${type} is for the headteacher or the chair of ${schools.join(' or ')}, in a token that names the school.`;
}
