import { type EventStore, type Position, type Recorded } from '#eventing';
import type { PointInTime } from '#read-model';
import { countsAt } from '../reading/events-tagged.js';

/** A log that can be read and nothing else. */
export type LogReader = Pick<EventStore, 'readAll'>;

/** What a log holds, without the means to add to it. */
export const readerOf = (store: LogReader): LogReader => ({
  readAll: (after, options) => store.readAll(after, options),
});

/** The events of one read that count at the moment, and where it ended. */
export interface Stretch {
  readonly events: readonly Recorded[];
  /** How many were read, those that do not count included. */
  readonly read: number;
}

/**
 * The events of these types up to a moment, in order and in large stretches; the next one is under way while one is
 * worked on. Ends early when the signal aborts.
 */
export async function* stretchesOf(
  log: LogReader,
  {
    types,
    moment,
    after,
    size,
    signal,
  }: {
    readonly types: readonly string[];
    readonly moment: PointInTime;
    readonly after: Position;
    readonly size: number;
    readonly signal?: AbortSignal;
  },
): AsyncGenerator<Stretch> {
  const read = (from: Position): Promise<Recorded[]> => {
    const reading = log.readAll(from, { limit: size, filter: { types }, lazy: true });
    // whoever stops in between does not wait for it, and its failure is told to whoever does
    reading.catch(() => undefined);
    return reading;
  };
  for (let next: Promise<Recorded[]> | undefined = read(after); next && !signal?.aborted;) {
    const events: readonly Recorded[] = await next;
    const last = events.at(-1);
    const more = last !== undefined && events.length === size && last.position < moment.upTo;
    next = more ? read(last.position) : undefined;
    yield { events: events.filter((it) => countsAt(it, moment)), read: events.length };
  }
}
