import type pg from 'pg';
import {
  type Aggregates,
  type AnyProcess,
  type Clock,
  type EventStore,
  type CommandHandling,
  londonDay,
  type Position,
  type Recorded,
} from '#eventing';
import type { Lease } from '../following/lease.js';
import { isOrder, type Order, ORDERS } from '../operators/orders.js';
import { reasonOf, releaseOf, type Waiting } from '../operators/parked.js';
import { parkedUnder, readParked } from '../operators/parked-events.js';
import { actOnTheDay } from './act-on-the-day.js';
import { Attempts } from './attempts.js';
import { discarding, leaving, type Outlook } from './due-commands.js';
import { ProcessSession } from './process-session.js';
import { type Planned, Reaction, type Refused } from './reaction.js';
import type { Work } from '../following/work.js';

/**
 * A process as work: each event's commands are handled, then the checkpoint moves over the event. Commands for a later day
 * are kept in that same statement, and sent when the clock gets there. A command that a rule refuses is kept in
 * `house.process_refusals` and passed over; whatever else goes wrong is tried again a few times, and then parked with all
 * later events of its stream, so that the process goes on for others.
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
    handling: CommandHandling,
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

  concerns(event: Recorded): boolean {
    return this.reaction.answers(event) || isOrder(event, this.name) || isImport(event);
  }

  isDue(lease: Lease): boolean {
    return this.session?.lease === lease && this.session.agenda.isDue(lease);
  }

  async begin(lease: Lease): Promise<void> {
    this.session = await ProcessSession.open(this, this, lease);
  }

  async apply(
    lease: Lease,
    events: readonly Recorded[],
    to: Position,
    signal: AbortSignal,
  ): Promise<void> {
    for (const event of events) {
      if (signal.aborted) return;
      if (isOrder(event, this.name)) await this.obey(lease, event);
      else if (isImport(event)) await this.leave(lease, event);
      else if (this.reaction.answers(event)) await this.answer(lease, event);
    }
    if (lease.position < to) await lease.pass(to);
    while (!signal.aborted && this.isDue(lease))
      await actOnTheDay(await this.sessionOf(lease), this, signal);
  }

  private async answer(lease: Lease, event: Recorded): Promise<void> {
    const session = await this.sessionOf(lease);
    const waiting = (error: string | null) => [{ key: event.stream, event, error }];
    if (session.waits(event)) return session.move(event.position, [], waiting(null));
    if (session.leavesOut(event)) return;
    try {
      const done = await this.reaction.to(event);
      // a command handled again acts once, so the checkpoint comes with the rest of the batch
      if (done.refused.length + done.planned.length > 0) await session.keep(event.position, done);
    } catch (error) {
      await this.attempts.givenUp(lease, event.id, error);
      await session.move(event.position, [], waiting(reasonOf(error)));
    }
  }

  /** What was due while a log was elsewhere was for those who had it. */
  private async leave(lease: Lease, { position, data, recordedOn }: Recorded): Promise<void> {
    const { until = londonDay(recordedOn) } = data as { until?: string };
    await lease.advanceBy(position, [leaving(this, until, this.clock.now())]);
  }

  private async obey(lease: Lease, order: Order): Promise<void> {
    switch (order.type) {
      case 'ParkedEventDiscarded':
        await this.begin(lease);
        return this.retry(lease, order, order.data.key, order.position);
      case 'ParkedEventsRetried': {
        const { key, upTo = order.position } = order.data;
        return this.retry(lease, order, key, upTo as Position);
      }
      default:
        await lease.advanceBy(order.position, []);
    }
  }

  private async retry(lease: Lease, order: Order, key: string, upTo: Position): Promise<void> {
    const session = await this.sessionOf(lease);
    const events = await readParked(this.store, await parkedUnder(this.pool, this, key));
    const leftOut = events.filter((it) => session.leavesOut(it));
    const waiting: Waiting[] = [];
    const done: { refused: Refused[]; planned: Planned[] } = { refused: [], planned: [] };
    for (const event of events.filter((it) => !leftOut.includes(it))) {
      if (waiting.length > 0 || event.position > upTo) {
        waiting.push({ key, event, error: null });
        continue;
      }
      try {
        const { refused, planned } = await this.reaction.to(event);
        done.refused.push(...refused);
        done.planned.push(...planned);
      } catch (error) {
        waiting.push({ key, event, error: reasonOf(error) });
      }
    }
    const released = releaseOf(this, key, waiting[0]?.event.position);
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
