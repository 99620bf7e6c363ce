import { type Expected, isUuid, type NewEvent } from '#eventing';
import type { Outgoing } from './client.js';

/** One append, checked and copied, that can be sent to the server. */
export interface Entry {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly Outgoing[];
}

/** Writes an append out. Throws when it has no events, or a revision, an id or a name that cannot be. */
export function entryOf(stream: string, events: readonly NewEvent[], expected: Expected): Entry {
  if (events.length === 0) throw new RangeError('an append has at least one event');
  if (typeof expected === 'number' && (!Number.isSafeInteger(expected) || expected < -1))
    throw new RangeError(`not a revision: ${expected}`);
  // what the server keeps for itself would never be delivered as an event
  for (const name of [stream, ...events.map((it) => it.type)])
    if (name.startsWith('$'))
      throw new RangeError(`${name}: the server keeps names with $ for itself`);
  for (const { id } of events) if (!isUuid(id)) throw new RangeError(`not a UUID: ${id}`);
  const outgoing = events.map(({ id, type, data, meta }) => ({
    ...{ id: id.toLowerCase(), type },
    // JSON has no word for undefined; what is sent is what was said now
    ...{ data: copyOf(data ?? null), metadata: copyOf(meta) },
  }));
  return { stream, expected, events: outgoing };
}

/** Whether the server knows a repeat of it when it sees one. */
export const isRepeatable = ({ expected }: Entry): boolean =>
  expected === 'noStream' || typeof expected === 'number';

const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
