import type { AnyAggregate } from './aggregate.js';
import { type CommandShape, foldOf } from './decider.js';
import type { Actor, Event } from './message.js';
import { type Scope, within } from './request.js';

/** How much of a subject somebody is shown. */
export type Shown = 'everything' | 'redacted' | 'nothing';

/** Who would know or act: in which role, for which schools, and what is granted to them. */
export interface Asking {
  readonly actor: Actor & { readonly urns: readonly string[] };
  readonly scope: Scope;
}

/**
 * Who may know and act on a subject, judged by its stream as it is now. An aggregate without one is shown to those
 * in whose scope the identities of its stream's first event lie.
 */
export interface Audience<C extends CommandShape, S> {
  /** It only adds to what is granted: those whose scope holds the stream's first event see everything, unasked. */
  readonly widens?: true;
  /** Pure. `granted`: what the answer would be without it. */
  shows(
    caller: Asking,
    state: S,
    context: { readonly id: string; readonly today: string; readonly granted: boolean },
  ): Shown;
  /** The fields of its events and of rows about it that a redacted answer leaves out, besides every narrative. */
  readonly withholds: readonly string[];
  /** The commands that may be given by those who are shown it redacted; the others need everything. */
  readonly open?: readonly C['type'][];
}

/** What a caller is shown of a subject: `events` is its whole stream, `identities` those of the first of them. */
export function shownOf(
  aggregate: AnyAggregate | undefined,
  caller: Asking,
  events: readonly Event[],
  identities: readonly string[],
  subject: { readonly id: string; readonly today: string },
): Shown {
  const granted = within(caller.scope, identities);
  if (!aggregate?.audience) return granted ? 'everything' : 'nothing';
  if (granted && aggregate.audience.widens) return 'everything';
  const state: unknown = foldOf(aggregate.decider, events);
  return aggregate.audience.shows(caller, state, { ...subject, granted });
}

/** Whether a caller who is shown this much of a subject may give it this command. */
export const mayAct = ({ audience }: AnyAggregate, { type }: CommandShape, shown: Shown): boolean =>
  shown === 'everything' || (shown === 'redacted' && !!audience?.open?.includes(type));

const isNote = (value: object): boolean => 'note' in value && 'hash' in value;

/** What a redacted answer says of an event's data: without these fields and without narratives, at any depth. */
export function redacted(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value))
    return value.map((it) => redacted(it, fields)).filter((it) => it !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  if (isNote(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !fields.includes(name))
      .map(([name, it]) => [name, redacted(it, fields)])
      .filter(([, it]) => it !== undefined),
  );
}

/** The same of a row, which keeps its columns: what is withheld is an empty list, or null. */
export const redactedRow = <R extends object>(row: R, fields: readonly string[]): R =>
  Object.fromEntries(
    Object.entries(row).map(([name, it]) => {
      const rest = fields.includes(name) ? undefined : redacted(it, fields);
      return [name, rest ?? (Array.isArray(it) ? [] : null)];
    }),
  ) as R;
