import type { AnyAggregate } from './aggregate.js';
import type { Asking, Shown } from './audience.js';
import { type CommandShape, foldOf } from './decider.js';
import type { Event } from './message.js';
import { within } from './request.js';

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
