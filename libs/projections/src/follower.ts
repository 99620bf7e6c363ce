import type pg from 'pg';
import { ORIGIN, type Position, type Recorded } from '#eventing';
import { acquire } from './acquire.js';
import { Backoff, ended, pause } from './backoff.js';
import type { CheckpointMover } from './checkpoint-mover.js';
import type { Checkpoints } from './checkpoints.js';
import { type FollowerId, type Lease, LeaseLost } from './lease.js';
import type { RunnerLog } from './log.js';
import { Rate } from './rate.js';
import type { Tail } from './tail.js';

/** What a follower does with the facts; the lease keeps its checkpoint. */
export interface Work extends FollowerId {
  readonly kind: 'projection' | 'index' | 'process';
  /** Whether a fact is more to it than a position to pass. */
  concerns(fact: Recorded): boolean;
  /** Applies a batch and moves the checkpoint to `to`; what it kept and where it stands always agree. */
  apply(lease: Lease, facts: readonly Recorded[], to: Position, signal: AbortSignal): Promise<void>;
  /** Called between batches until it says that this version is the live one. */
  goLive?(lease: Lease): Promise<boolean>;
}

/** How a follower does. */
export interface FollowerStatus extends FollowerId {
  readonly kind: Work['kind'];
  /** False while a raised version is built beside the one that is read. */
  readonly live: boolean;
  readonly position: Position;
  readonly head: Position;
  /** How long ago it last had everything; 0 when it has. */
  readonly lagMs: number;
  /** Facts per second, passed over or applied, in this process over the last ten seconds. */
  readonly rate: number;
  readonly lastError: string | null;
  /** Who leads it, when anybody does. */
  readonly owner: string | null;
  /** `leading` here, `standby` to another process, or `retired` by a later version. */
  readonly state: 'starting' | 'leading' | 'standby' | 'retired';
}

/** What the followers of one process share. */
export interface Surroundings {
  readonly pool: pg.Pool;
  readonly tail: Tail;
  readonly mover: CheckpointMover;
  readonly checkpoints: Checkpoints;
  readonly log: RunnerLog;
  readonly owner: string;
  readonly logId: string;
  readonly leaseMs: number;
}

const LIVE_BATCH = 100;
const LARGEST_BATCH = 5_000;

/** Follows the log for one piece of work while it holds the lease, and stands by for it otherwise. */
export class Follower {
  private state: FollowerStatus['state'] = 'starting';
  private live = false;
  private position: Position = ORIGIN;
  private owner: string | null = null;
  private lastError: string | null = null;
  private limit = LIVE_BATCH;
  private upToDate = performance.now();
  private readonly rate = new Rate();
  private readonly backoff = new Backoff();

  constructor(
    private readonly work: Work,
    private readonly around: Surroundings,
  ) {}

  /** Works until the signal aborts, or a later version retires it. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!ended(signal) && this.state !== 'retired') {
      try {
        await this.follow(signal);
      } catch (error) {
        if (ended(signal)) return;
        await this.failed(error);
        await this.backoff.wait(signal);
      }
    }
  }

  /** How it does now. */
  status(): FollowerStatus {
    const { name, version, kind } = this.work;
    const head = this.around.tail.head ?? this.position;
    const now = performance.now();
    if (this.position >= head) this.upToDate = now;
    return {
      name,
      version,
      kind,
      live: this.live,
      position: this.position,
      head,
      lagMs: Math.round(now - this.upToDate),
      rate: this.rate.at(now),
      lastError: this.lastError,
      owner: this.owner,
      state: this.state,
    };
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { pool, mover, owner, logId, leaseMs, log } = this.around;
    const { name, version } = this.work;
    const got = await acquire(pool, mover, this.work, { owner, logId, ttlMs: leaseMs });
    this.state = got.kind;
    if (got.kind === 'retired') {
      log.warn({ follower: name, version }, 'a later version is live: this one has ended');
      return;
    }
    this.live = got.live;
    if (got.kind === 'standby') {
      this.owner = got.owner;
      this.position = got.position;
      await pause(Math.min(leaseMs / 4, got.freeInMs + 20), signal);
      return;
    }
    this.owner = owner;
    try {
      await this.lead(got.lease, signal);
    } finally {
      // an owner that failed tries again itself; only one that ends gives way at once
      if (ended(signal)) {
        this.owner = null;
        await got.lease.release();
      }
    }
  }

  private async lead(lease: Lease, signal: AbortSignal): Promise<void> {
    const { tail, leaseMs } = this.around;
    this.moved(lease.position);
    while (!ended(signal)) {
      const facts = await tail.after(lease.position, this.limit, leaseMs / 3, signal);
      if (ended(signal)) return;
      const to = facts.at(-1)?.position ?? lease.position;
      if (facts.some((it) => this.work.concerns(it)))
        await this.work.apply(lease, facts, to, signal);
      else await lease.pass(to);
      this.rate.add(facts.length, performance.now());
      this.moved(lease.position);
      this.backoff.reset();
      this.lastError = null;
      this.limit =
        facts.length === this.limit ? Math.min(this.limit * 2, LARGEST_BATCH) : LIVE_BATCH;
      if (!this.live && this.work.goLive) await this.tryGoLive(this.work.goLive(lease));
    }
  }

  private async tryGoLive(going: Promise<boolean>): Promise<void> {
    this.live = await going;
    if (!this.live) return;
    const { name, version } = this.work;
    this.around.log.info({ follower: name, version }, 'this version is the one that is read now');
    this.moved(this.position);
  }

  private moved(position: Position): void {
    if (position >= (this.around.tail.head ?? position)) this.upToDate = performance.now();
    this.position = position;
    if (this.live) this.around.checkpoints.moved(this.work.name, position);
  }

  private async failed(error: unknown): Promise<void> {
    const { pool, log, owner } = this.around;
    const { name, version } = this.work;
    if (error instanceof LeaseLost) {
      log.warn({ follower: name, version }, error.message);
      return;
    }
    // one at a time, so that what stands before a fact that cannot be applied is applied
    this.limit = 1;
    this.lastError = error instanceof Error ? error.message : String(error);
    log.error({ follower: name, version, err: error }, 'a batch failed; trying again');
    await pool
      .query(
        `update house.followers set last_error = $1 where name = $2 and version = $3 and owner = $4`,
        [this.lastError, name, version, owner],
      )
      .catch(() => undefined);
  }
}
