import type pg from 'pg';
import type { Aggregates, Clock, EventStore, Handling, Position, Recorded } from '#eventing';
import { Discards, type Discarded } from './discards.js';
import type { Lease, Write } from './lease.js';
import { isOrder, type Order, ORDERS } from './orders.js';
import {
  type ParkedFrom,
  parkedFrom,
  parkingOf,
  reasonOf,
  releaseOf,
  waits,
  type Waiting,
} from './parked.js';
import { parkedUnder, readParked } from './parked-facts.js';
import { type AnyProcess, Reaction, type Refused } from './reaction.js';
import type { Work } from './work.js';

/** How often a fact that cannot be acted on is tried before it is parked; the waits between add up to seconds. */
const ATTEMPTS = 5;

interface Session {
  readonly lease: Lease;
  readonly parked: ParkedFrom;
  readonly discarded: Discarded;
}

/**
 * A process as work: each fact's commands are handled, then the checkpoint moves over the fact. A command that a rule
 * refuses is kept in `house.process_refusals` and passed over; whatever else goes wrong is tried again a few times,
 * and then parked with all later facts of its stream, so that the process goes on for others.
 */
export class ProcessWork implements Work {
  readonly kind = 'process';
  readonly name: string;
  readonly version = 1;
  readonly types: ReadonlySet<string>;
  private readonly reaction: Reaction;
  private session: Session | undefined;
  private failed = { factId: '', times: 0 };

  constructor(
    process: AnyProcess,
    handling: Handling,
    aggregates: Aggregates,
    private readonly clock: Clock,
    private readonly store: EventStore,
    private readonly pool: pg.Pool,
  ) {
    this.name = process.name;
    this.types = new Set([...Object.keys(process.on), ...ORDERS]);
    this.reaction = new Reaction(process, handling, aggregates);
  }

  /** How many streams wait here, as far as this process knows. */
  get parkedKeys(): number {
    return this.session?.parked.size ?? 0;
  }

  concerns(fact: Recorded): boolean {
    return this.reaction.answers(fact) || isOrder(fact, this.name);
  }

  async begin(lease: Lease): Promise<void> {
    const discarded = await new Discards(this.store).of(this.name);
    this.session = { lease, discarded, parked: await parkedFrom(this.pool, this) };
  }

  async apply(
    lease: Lease,
    facts: readonly Recorded[],
    to: Position,
    signal: AbortSignal,
  ): Promise<void> {
    for (const fact of facts) {
      if (signal.aborted) return;
      if (isOrder(fact, this.name)) await this.obey(lease, fact);
      else if (this.reaction.answers(fact)) await this.answer(lease, fact);
    }
    if (lease.position < to) await lease.pass(to);
  }

  private async answer(lease: Lease, fact: Recorded): Promise<void> {
    const { parked, discarded } = await this.sessionOf(lease);
    if (waits(parked, fact.stream, fact))
      return this.move(lease, fact.position, [{ key: fact.stream, fact, error: null }], []);
    if (discarded(fact.id, fact.stream)) return lease.pass(fact.position);
    try {
      const refused = await this.reaction.to(fact);
      if (refused.length === 0) await lease.pass(fact.position);
      else await this.move(lease, fact.position, [], [keeping(this.name, refused, this.clock)]);
    } catch (error) {
      await this.givenUp(lease, fact, error);
      const waiting = [{ key: fact.stream, fact, error: reasonOf(error) }];
      await this.move(lease, fact.position, waiting, []);
    }
  }

  /** Throws the error again until a fact has failed often enough while everything it needs was there. */
  private async givenUp(lease: Lease, fact: Recorded, error: unknown): Promise<void> {
    const { failed } = this;
    this.failed = { factId: fact.id, times: failed.factId === fact.id ? failed.times + 1 : 1 };
    if (this.failed.times < ATTEMPTS) throw error;
    // a database or a log that is away is nobody's fault: then this throws
    await lease.pass(lease.position);
    await this.store.head();
  }

  private async obey(lease: Lease, order: Order): Promise<void> {
    switch (order.type) {
      case 'ParkedFactDiscarded':
        await this.begin(lease);
        return this.retry(lease, order, order.data.key, order.position);
      case 'ParkedFactsRetried': {
        const { key, upTo = order.position } = order.data;
        return this.retry(lease, order, key, upTo as Position);
      }
      default:
        await lease.advanceBy(order.position, []);
    }
  }

  private async retry(lease: Lease, order: Order, key: string, upTo: Position): Promise<void> {
    const { discarded } = await this.sessionOf(lease);
    const facts = await readParked(this.store, await parkedUnder(this.pool, this, key));
    const waiting: Waiting[] = [];
    const refused: Refused[] = [];
    for (const fact of facts) {
      if (waiting.length > 0 || fact.position > upTo) {
        waiting.push({ key, fact, error: null });
        continue;
      }
      if (discarded(fact.id, key)) continue;
      try {
        refused.push(...(await this.reaction.to(fact)));
      } catch (error) {
        waiting.push({ key, fact, error: reasonOf(error) });
      }
    }
    await this.move(lease, order.position, waiting, [
      releaseOf(this, key, waiting[0]?.fact.position),
      keeping(this.name, refused, this.clock),
    ]);
    await this.begin(lease);
  }

  private async move(
    lease: Lease,
    to: Position,
    waiting: readonly Waiting[],
    writes: readonly Write[],
  ): Promise<void> {
    await lease.advanceBy(to, [...writes, ...parkingOf(this, waiting)]);
    const session = await this.sessionOf(lease);
    const parked = new Map(session.parked);
    for (const { key, fact } of waiting) if (!parked.has(key)) parked.set(key, fact.position);
    this.session = { ...session, parked };
  }

  private async sessionOf(lease: Lease): Promise<Session> {
    if (this.session?.lease !== lease) await this.begin(lease);
    return this.session as Session;
  }
}

const keeping = (process: string, refused: readonly Refused[], clock: Clock): Write => ({
  text: (at) =>
    `insert into house.process_refusals (process, fact_id, place, code, detail, recorded_on)
     select $${at}, r.*, $${at + 5} from unnest($${at + 1}::text[], $${at + 2}::int[],
       $${at + 3}::text[], $${at + 4}::text[]) as r
     where exists (select from moved) on conflict do nothing`,
  values: [
    process,
    refused.map((it) => it.factId),
    refused.map((it) => it.place),
    refused.map((it) => it.code),
    refused.map((it) => it.detail),
    clock.now(),
  ],
});
