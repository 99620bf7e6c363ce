import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Delivery,
  type EventStore,
  type Expected,
  Conflict,
  type Filter,
  type NewEvent,
  type Position,
  type Recorded,
} from '#eventing';

/** A log under test. It may hold events already: every check writes to streams of its own. */
export interface Stand {
  readonly store: EventStore;
  /** The same log as another process sees it. */
  readonly elsewhere: EventStore;
  /** A log that is not this one. */
  readonly otherLog: EventStore;
  /** A new log, opened by several at once. */
  readonly newLog: (openers: number) => Promise<NewLog>;
  /** Breaks every connection that the log has just now. */
  interrupt(): Promise<void>;
  /** How long an event may take to be delivered, in milliseconds, before it counts as skipped. */
  readonly patience: number;
  close(): Promise<void>;
}

/** A log that nobody has written to, as each of those who opened it sees it. */
export interface NewLog {
  readonly stores: readonly EventStore[];
  readonly close: () => Promise<void>;
}

/** One numbered promise of an event store (design.md, 3): it holds, or the check throws. */
export interface StorePromise {
  readonly name: string;
  readonly check: (stand: Stand) => Promise<void>;
}

/** A category that no other check writes to. */
export const newCategory = (): string => `contract.c${randomUUID().replaceAll('-', '')}`;

/** A stream that no other check writes to. */
export const newStream = (category = newCategory()): string => `${category}-${randomUUID()}`;

/** An event with an envelope, of some type and data. */
export function event(type = 'Noted', data: unknown = { said: 'hello' }): NewEvent {
  return {
    id: randomUUID(),
    type,
    data,
    meta: {
      schemaVersion: 1,
      occurredOn: '2025-09-30',
      recordedOn: '2025-10-01T11:00:00.000Z',
      actor: { id: 'broker-1', role: 'broker' },
      commandId: randomUUID(),
      correlationId: randomUUID(),
      causationId: randomUUID(),
      tags: ['urn:139402'],
    },
  };
}

/** So many events. */
export const events = (count: number, type?: string): NewEvent[] =>
  Array.from({ length: count }, () => event(type));

/** The ids, in order. */
export const idsOf = (some: readonly { readonly id: string }[]): string[] =>
  some.map((it) => it.id);

/** A position that the log has not reached, and does not reach in a test. */
export const positionBeyond = (position: Position): Position =>
  (position.slice(0, 6) +
    String(Number(position.slice(6, 10)) + 1).padStart(4, '0') +
    position.slice(10)) as Position;

/** The append is refused, and the conflict names what it expected and how the stream really was. */
export async function assertConflict(
  append: Promise<unknown>,
  expected: Expected,
  actual: number,
): Promise<void> {
  const outcome = await append.then(
    (landed) => landed,
    (error: unknown) => error,
  );
  assert(outcome instanceof Conflict, `expected a conflict, but got ${JSON.stringify(outcome)}`);
  assert.deepEqual([outcome.expected, outcome.actual], [expected, actual]);
}

/** Waits for something to hold; throws with what was awaited when it does not in time. */
export async function eventually(
  { patience }: Stand,
  what: string,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    assert(performance.now() - began < patience, `not in time: ${what}`);
    await sleep(5);
  }
}

/** A subscription that writes down what it was given, until it is stopped. */
export class Follower {
  readonly deliveries: Delivery[] = [];
  readonly seen: Recorded[] = [];
  /** The positions at which it was told that it had caught up. */
  readonly marks: Position[] = [];
  ended = false;
  private readonly abort = new AbortController();
  private fault: Error | undefined;

  constructor(
    store: EventStore,
    after: Position,
    options: { filter?: Filter; batch?: number } = {},
  ) {
    void this.run(store.subscribe(after, { signal: this.abort.signal, ...options }));
  }

  /** Waits for something to hold; throws what the subscription threw. */
  async until(stand: Stand, what: string, holds: () => boolean): Promise<void> {
    await eventually(stand, what, () => this.fault !== undefined || holds());
    if (this.fault) throw this.fault;
  }

  /** Stops following; throws what the subscription threw, or when it does not end. */
  async stop(stand: Stand): Promise<void> {
    this.abort.abort();
    await this.until(stand, 'the subscription ends when it is aborted', () => this.ended);
  }

  private async run(deliveries: AsyncIterable<Delivery>): Promise<void> {
    try {
      for await (const delivery of deliveries) {
        this.deliveries.push(delivery);
        if (delivery.kind === 'events') this.seen.push(...delivery.events);
        else this.marks.push(delivery.position);
      }
      assert(this.abort.signal.aborted, 'the subscription ended by itself');
    } catch (error) {
      this.fault = error as Error;
    }
    this.ended = true;
  }
}
