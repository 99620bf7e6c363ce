import type pg from 'pg';
import { type Clock, type Day, type EventStore, londonDay, type Position } from '#eventing';
import type { FollowerId } from '../following/follower-id.js';
import type { Lease } from '../following/lease.js';
import type { Planned } from './reaction.js';
import { firstWaiting, type Outlook, outlookOf, type Waiting } from './due-commands.js';

const GROUP = 50;

/**
 * What waits for its day, as the leader of a process knows it. Only the leader plans, so the first day stands in memory
 * and nobody asks the database before it has come.
 */
export class Agenda {
  private constructor(
    private readonly pool: pg.Pool,
    private readonly clock: Clock,
    private readonly follower: FollowerId,
    private outlook: Outlook,
    /** What a process answers to all that it found in the log decides what still has its point: until then nothing is sent. */
    private readonly from: Position,
  ) {}

  /** Read once for each time of leading. */
  static async of(
    pool: pg.Pool,
    store: EventStore,
    clock: Clock,
    follower: FollowerId,
  ): Promise<Agenda> {
    return new Agenda(pool, clock, follower, await outlookOf(pool, follower), await store.head());
  }

  /** How much waits, from which day on, and how often a rule said no. */
  get shown(): Outlook {
    return this.outlook;
  }

  /** More waits now, and more was refused. */
  note(planned: readonly Planned[], refused: number): void {
    const { next, waiting } = this.outlook;
    this.outlook = {
      next: planned.reduce(
        (first: Day | null, it) => (first && first <= it.notBefore ? first : it.notBefore),
        next,
      ),
      waiting: waiting + planned.length,
      refused: this.outlook.refused + refused,
    };
  }

  /** Whether a day has come for which something waits. */
  isDue({ position }: Lease): boolean {
    const { next } = this.outlook;
    return next !== null && next <= this.today() && position >= this.from;
  }

  /** What is due, the earliest day first; the first of the days to come is known from then on. */
  async due(): Promise<readonly Waiting[]> {
    const first = await firstWaiting(this.pool, this.follower, GROUP);
    const today = this.today();
    const due = first.filter((it) => it.notBefore <= today);
    if (due.length === 0)
      this.outlook = { ...this.outlook, ...(await outlookOf(this.pool, this.follower)) };
    return due;
  }

  private today(): Day {
    return londonDay(this.clock.now());
  }
}
