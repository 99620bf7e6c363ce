import type pg from 'pg';
import type { Clock, EventStore, Position, Recorded } from '#eventing';
import { Discards, type Discarded } from '../operators/discards.js';
import type { FollowerId } from '../following/follower-id.js';
import type { Lease, Write } from '../following/lease.js';
import {
  type ParkedFrom,
  parkedFrom,
  parkingOf,
  waits,
  type Waiting,
} from '../operators/parked.js';
import type { Planned, Refused } from './reaction.js';
import { Agenda } from './agenda.js';
import { planning } from './due-commands.js';
import { keeping } from './refusals.js';

/** Where a process lives. */
export interface Around {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly clock: Clock;
}

/** What the leader of a process knows besides the checkpoint, for as long as it leads. */
export class ProcessSession {
  private constructor(
    readonly follower: FollowerId,
    readonly lease: Lease,
    readonly agenda: Agenda,
    private parked: ParkedFrom,
    private readonly discarded: Discarded,
    private readonly clock: Clock,
  ) {}

  /** Reads it, once for each time of leading and whenever an operator changed it. */
  static async open(
    { pool, store, clock }: Around,
    follower: FollowerId,
    lease: Lease,
  ): Promise<ProcessSession> {
    const discarded = await new Discards(store).of(follower.name);
    const parked = await parkedFrom(pool, follower);
    const agenda = await Agenda.of(pool, store, clock, follower);
    return new ProcessSession(follower, lease, agenda, parked, discarded, clock);
  }

  /** How many streams wait. */
  get parkedKeys(): number {
    return this.parked.size;
  }

  waits(event: Recorded): boolean {
    return waits(this.parked, event.stream, event);
  }

  leavesOut(event: Recorded): boolean {
    return this.discarded(event.id, event.stream);
  }

  now(): string {
    return this.clock.now();
  }

  /** Moves the checkpoint together with what is written and parked. Throws `LeaseLost`. */
  async move(
    to: Position,
    writes: readonly Write[],
    waiting: readonly Waiting[] = [],
  ): Promise<void> {
    await this.lease.advanceBy(to, [...writes, ...parkingOf(this.follower, waiting)]);
    const parked = new Map(this.parked);
    for (const { key, event } of waiting) if (!parked.has(key)) parked.set(key, event.position);
    this.parked = parked;
  }

  /** Moves the checkpoint together with what was refused and what waits for its day. */
  async keep(
    to: Position,
    { planned, refused }: { planned: readonly Planned[]; refused: readonly Refused[] },
    writes: readonly Write[] = [],
    waiting: readonly Waiting[] = [],
  ): Promise<void> {
    const { follower } = this;
    const kept = [...planning(follower, planned), ...keeping(follower, refused, this.now())];
    await this.move(to, [...writes, ...kept], waiting);
    this.agenda.note(planned, refused.length);
  }
}
