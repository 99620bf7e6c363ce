import type pg from 'pg';
import {
  type Aggregates,
  type AnyProcess,
  type Clock,
  type EventStore,
  type Handling,
  londonDay,
  type Position,
  type Recorded,
} from '#eventing';
import type { Lease } from './lease.js';
import { isOrder, type Order, ORDERS } from './orders.js';
import { reasonOf, releaseOf, type Waiting } from './parked.js';
import { parkedUnder, readParked } from './parked-facts.js';
import { actOnTheDay } from './reacting/act-on-the-day.js';
import { Attempts } from './reacting/attempts.js';
import { discarding, leaving, type Outlook } from './reacting/due-commands.js';
import { ProcessSession } from './reacting/process-session.js';
import { type Planned, Reaction, type Refused } from './reaction.js';
import type { Work } from './work.js';

/**
 * A process as work: each fact's commands are handled, then the checkpoint moves over the fact. Commands for a later day
 * are kept in that same statement, and sent when the clock gets there. A command that a rule refuses is kept in
 * `house.process_refusals` and passed over; whatever else goes wrong is tried again a few times, and then parked with all
 * later facts of its stream, so that the process goes on for others.
 */
export class ProcessWork implements Work {
  readonly kind = 'process';
  readonly name: string;
  readonly version = 1;
  readonly types: ReadonlySet<string>;
  readonly reaction: Reaction;
  readonly attempts: Attempts;
  private session: ProcessSession | undefined;

  constructor(
    process: AnyProcess,
    handling: Handling,
    aggregates: Aggregates,
    readonly clock: Clock,
    readonly store: EventStore,
    readonly pool: pg.Pool,
  ) {
    this.name = process.name;
    this.types = new Set([...Object.keys(process.on), ...ORDERS, IMPORTED]);
    this.reaction = new Reaction(process, handling, aggregates);
    this.attempts = new Attempts(store);
  }

  /** How many streams wait here, as far as this process knows. */
  get parkedKeys(): number {
    return this.session?.parkedKeys ?? 0;
  }

  /** What it has before it and what it was refused, as of when it last led. */
  get outlook(): Outlook | undefined {
    return this.session?.agenda.shown;
  }

  concerns(fact: Recorded): boolean {
    return this.reaction.answers(fact) || isOrder(fact, this.name) || isImport(fact);
  }

  isDue(lease: Lease): boolean {
    return this.session?.lease === lease && this.session.agenda.isDue(lease);
  }

  async begin(lease: Lease): Promise<void> {
    this.session = await ProcessSession.open(this, this, lease);
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
      else if (isImport(fact)) await this.leave(lease, fact);
      else if (this.reaction.answers(fact)) await this.answer(lease, fact);
    }
    if (lease.position < to) await lease.pass(to);
    while (!signal.aborted && this.isDue(lease))
      await actOnTheDay(await this.sessionOf(lease), this, signal);
  }

  private async answer(lease: Lease, fact: Recorded): Promise<void> {
    const session = await this.sessionOf(lease);
    const waiting = (error: string | null) => [{ key: fact.stream, fact, error }];
    if (session.waits(fact)) return session.move(fact.position, [], waiting(null));
    if (session.leavesOut(fact)) return;
    try {
      const done = await this.reaction.to(fact);
      // a command handled again acts once, so the checkpoint comes with the rest of the batch
      if (done.refused.length + done.planned.length > 0) await session.keep(fact.position, done);
    } catch (error) {
      await this.attempts.givenUp(lease, fact.id, error);
      await session.move(fact.position, [], waiting(reasonOf(error)));
    }
  }

  /** What was due while a log was elsewhere was for those who had it. */
  private async leave(lease: Lease, { position, data, recordedOn }: Recorded): Promise<void> {
    const { until = londonDay(recordedOn) } = data as { until?: string };
    await lease.advanceBy(position, [leaving(this, until, this.clock.now())]);
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
    const session = await this.sessionOf(lease);
    const facts = await readParked(this.store, await parkedUnder(this.pool, this, key));
    const leftOut = facts.filter((it) => session.leavesOut(it));
    const waiting: Waiting[] = [];
    const done: { refused: Refused[]; planned: Planned[] } = { refused: [], planned: [] };
    for (const fact of facts.filter((it) => !leftOut.includes(it))) {
      if (waiting.length > 0 || fact.position > upTo) {
        waiting.push({ key, fact, error: null });
        continue;
      }
      try {
        const { refused, planned } = await this.reaction.to(fact);
        done.refused.push(...refused);
        done.planned.push(...planned);
      } catch (error) {
        waiting.push({ key, fact, error: reasonOf(error) });
      }
    }
    const released = releaseOf(this, key, waiting[0]?.fact.position);
    const out = discarding(
      this,
      leftOut.map((it) => it.id),
      this.clock.now(),
    );
    await session.keep(order.position, done, [released, out], waiting);
    await this.begin(lease);
  }

  private async sessionOf(lease: Lease): Promise<ProcessSession> {
    if (this.session?.lease !== lease) await this.begin(lease);
    return this.session as ProcessSession;
  }
}

const IMPORTED = 'LogImported';

/** Whether a log says that all before it was taken over from another. */
const isImport = ({ type }: Recorded): boolean => type === IMPORTED;
