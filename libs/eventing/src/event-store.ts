import type { Event, NewEvent, Position, Recorded } from './message.js';
import { eventsByStreams, type Place } from './place.js';

/** What an append expects of its stream: a revision is that of the stream's last event. */
export type Expected = 'any' | 'noStream' | 'streamExists' | number;

/** Where an append landed: its last event. */
export interface Appended {
  readonly revision: number;
  readonly position: Position;
}

/** One append of several that are handed over together. */
export interface Append {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

/** The stream was not as the append expected; `actual` is its last revision, -1 when it has no events. */
export class Conflict extends Error {
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    readonly actual: number,
  ) {
    super(`${stream}: expected ${expected}, the last revision is ${actual}`);
    this.name = 'Conflict';
  }
}

/** What `subscribe` yields: events in position order, or the mark that the reader has caught up. */
export type Delivery =
  | { readonly kind: 'events'; readonly events: readonly Recorded[] }
  | { readonly kind: 'caughtUp'; readonly position: Position };

/** Which events a reader wants; everything when empty. */
export interface Filter {
  readonly types?: readonly string[];
  readonly category?: string;
}

/** Whether a reader wants an event. */
export const wantedBy =
  ({ types, category }: Filter) =>
  ({ type, stream }: Recorded): boolean =>
    (types === undefined || types.includes(type)) &&
    (category === undefined || stream.startsWith(`${category}-`));

/** How many streams are read side by side where a store has no better way. */
const STREAMS_AT_ONCE = 64;

/**
 * The log. The promises of every implementation stand in `test/contract` and are numbered there:
 * conflicts name the actual revision; an append repeated with the same ids and the same expected revision (a
 * number or `noStream`) answers as the first did; position N+1 is never seen before N; an acknowledged append
 * survives; a subscription reconnects by itself and neither skips, repeats nor ends silently.
 */
export abstract class EventStore {
  /** Appends all of the events or none. Throws `Conflict`. */
  abstract append(
    stream: string,
    events: readonly NewEvent[],
    expected: Expected,
  ): Promise<Appended>;

  /**
   * Several appends in their order: each all or nothing, and none stands in the log before an earlier one. Throws what
   * the first that failed would have thrown; those after it may have been stored all the same.
   */
  async appendInOrder(appends: readonly Append[]): Promise<Appended[]> {
    const landed: Appended[] = [];
    for (const { stream, events, expected } of appends)
      landed.push(await this.append(stream, events, expected));
    return landed;
  }

  /** The events of one stream, oldest first unless `backwards`; an unknown stream has none. */
  abstract readStream<F extends Event = Event>(
    stream: string,
    options?: { from?: number; limit?: number; backwards?: boolean },
  ): Promise<Recorded<F>[]>;

  /** The events of several streams, each whole, oldest first. A store may do better than one after the other. */
  async readStreams(streams: readonly string[]): Promise<ReadonlyMap<string, readonly Recorded[]>> {
    const found = new Map<string, readonly Recorded[]>();
    const queue = [...new Set(streams)];
    const worker = async (): Promise<void> => {
      for (let it = queue.pop(); it !== undefined; it = queue.pop())
        found.set(it, await this.readStream(it));
    };
    await Promise.all(Array.from({ length: STREAMS_AT_ONCE }, worker));
    return found;
  }

  /**
   * Up to `limit` events after a position, in position order; the last ones first when `backwards`. Read `lazy`, each
   * field says the same, but is decoded when it is first asked for, by its name: a copy of such an event may lack it.
   */
  abstract readAll(
    after: Position,
    options?: { limit?: number; filter?: Filter; backwards?: boolean; lazy?: boolean },
  ): Promise<Recorded[]>;

  /**
   * The events at these places of this log, each once, in position order; a place where none stands has none. `lazy` as
   * in `readAll`.
   */
  async readEvents(places: readonly Place[], _?: { lazy?: boolean }): Promise<Recorded[]> {
    return await eventsByStreams(places, (stream, part) => this.readStream(stream, part));
  }

  /** Follows the log from after a position until the signal aborts. */
  abstract subscribe(
    after: Position,
    options: { signal: AbortSignal; filter?: Filter; batch?: number },
  ): AsyncIterable<Delivery>;

  /** The position of the last event, `ORIGIN` when there is none. */
  abstract head(): Promise<Position>;

  /** The identity of this log: positions of another log mean nothing here. */
  abstract logId(): Promise<string>;
}
