import {
  type Appended,
  type Delivery,
  EventStore,
  type Expected,
  type Filter,
  type NewEvent,
  type Place,
  type Position,
  type Recorded,
} from '#eventing';
import { MemoryEventStore } from '#testing';

/** What a subscription asks for. */
export type Following = { signal: AbortSignal; filter?: Filter; batch?: number };

/** A sound log behind a wrapper, for the broken ones to break one thing of. */
export class Wrapped extends EventStore {
  protected readonly inner = new MemoryEventStore();

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    return this.inner.append(stream, events, expected);
  }
  override readStream(...args: Parameters<EventStore['readStream']>): Promise<never[]> {
    return this.inner.readStream(...args) as Promise<never[]>;
  }
  readAll(
    after: Position,
    options: { limit?: number; filter?: Filter; lazy?: boolean } = {},
  ): Promise<Recorded[]> {
    return this.inner.readAll(after, options);
  }
  override readEvents(places: readonly Place[], _?: { lazy?: boolean }): Promise<Recorded[]> {
    return this.inner.readEvents(places);
  }
  subscribe(after: Position, options: Following): AsyncIterable<Delivery> {
    return this.inner.subscribe(after, options);
  }
  head(): Promise<Position> {
    return this.inner.head();
  }
  logId(): Promise<string> {
    return this.inner.logId();
  }
}
