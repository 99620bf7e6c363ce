import { ORIGIN, type Position } from '#eventing';
import { acquire } from './acquire.js';
import { Backoff, ended, pause } from './backoff.js';
import type { Went } from './go-live.js';
import { type Lease, LeaseLost } from './lease.js';
import { paceMs, standbyMs } from './pace.js';
import { Rate } from './rate.js';
import { type FollowerStatus, isCalled, type Surroundings, type Work } from './work.js';

const LARGEST_BATCH = 500;

/** Follows the log for one piece of work while it holds the lease, and stands by for it otherwise. */
export class Follower {
  private state: FollowerStatus['state'] = 'starting';
  private live = false;
  private position: Position = ORIGIN;
  private owner: string | null = null;
  private lastError: string | null = null;
  /** Why it does not take the place of what is read. */
  private held: string | null = null;
  /** As the database had it when another process was found to lead. */
  private parkedKeys = 0;
  /** Where the batch under way ends. */
  private attempting: Position = ORIGIN;
  /** Where the batch ended that failed last: until the checkpoint is there, the trouble is not over. */
  private troubled: Position = ORIGIN;
  private limit = 1;
  private upToDate = performance.now();
  /** It leads more than its share, and lets another take this one. */
  private giving = false;
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

  /** Whether it leads, and may be asked to give way. */
  get leads(): boolean {
    return this.state === 'leading' && !this.giving;
  }

  /** Gives the lease to whoever asks for it first, after the batch under way. */
  giveWay(): void {
    this.giving = true;
  }

  /** How it does now. */
  status(): FollowerStatus {
    const { name, version, kind } = this.work;
    const head = this.around.tail.head ?? this.position;
    const now = performance.now();
    if (this.position >= head) this.upToDate = now;
    return {
      ...{ name, version, kind, live: this.live },
      position: this.position,
      head,
      lagMs: Math.round(now - this.upToDate),
      rate: this.rate.at(now),
      lastError: this.lastError ?? this.held,
      parkedKeys: this.state === 'standby' ? this.parkedKeys : (this.work.parkedKeys ?? 0),
      outlook: this.state === 'leading' ? this.work.outlook : undefined,
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
      this.parkedKeys = got.parkedKeys;
      await pause(Math.min(standbyMs(leaseMs), got.freeInMs + 20), signal);
      return;
    }
    this.owner = owner;
    this.lastError = got.lastError;
    try {
      await this.lead(got.lease, signal);
    } finally {
      // an owner that failed tries again itself; only one that ends, or has more than its share, gives way at once
      if (ended(signal) || this.giving) {
        this.owner = null;
        await got.lease.release();
      }
    }
    if (!this.giving) return;
    this.state = 'standby';
    await pause(2 * standbyMs(leaseMs), signal);
    this.giving = false;
  }

  private async lead(lease: Lease, signal: AbortSignal): Promise<void> {
    const { tail, leaseMs } = this.around;
    await this.work.begin?.(lease);
    this.moved(lease.position);
    while (!ended(signal)) {
      const from = this.work.reached ?? lease.position;
      const facts = await tail.after(from, this.limit, leaseMs / 3, signal);
      if (ended(signal)) return;
      const began = performance.now();
      const to = facts.at(-1)?.position ?? from;
      this.attempting = to;
      const far = tail.isFarFrom(to);
      if (isCalled(this.work, lease, facts)) await this.work.apply(lease, facts, to, signal, far);
      else await lease.pass(to);
      this.rate.add(facts.length, performance.now());
      this.moved(lease.position);
      this.backoff.reset();
      if (this.lastError !== null && lease.position >= this.troubled) await this.recovered(lease);
      const behind = far || (facts.length === this.limit && to < (tail.head ?? to));
      if (!this.live && !behind && this.work.goLive) await this.went(this.work.goLive(lease));
      if (this.isRetired() || this.giving) return;
      this.limit = behind ? Math.min(this.limit * 2, LARGEST_BATCH) : this.around.liveBatch;
      const rest = began + paceMs(facts.length) - performance.now();
      if (!behind && rest > 0) await pause(rest, signal);
    }
  }

  private async went(going: Promise<Went>): Promise<void> {
    const went = await going;
    const { name, version } = this.work;
    const { log } = this.around;
    const held = went.kind === 'held' ? went.why : null;
    if (held !== null && held !== this.held) log.warn({ follower: name, version }, held);
    this.held = held;
    if (went.kind === 'ended') {
      log.info({ follower: name, version, report: went.report }, went.says);
      this.state = 'retired';
    }
    if (went.kind !== 'live') return;
    this.live = true;
    log.info({ follower: name, version }, 'this version is the one that is read now');
    this.moved(this.position);
  }

  private isRetired(): boolean {
    return this.state === 'retired';
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
    this.troubled = this.attempting;
    this.lastError = error instanceof Error ? error.message : String(error);
    log.error({ follower: name, version, err: error }, 'a batch failed; trying again');
    await pool
      .query(
        `update house.followers set last_error = $1 where name = $2 and version = $3 and owner = $4`,
        [this.lastError, name, version, owner],
      )
      .catch(() => undefined);
  }

  private async recovered(lease: Lease): Promise<void> {
    await this.around.pool.query(
      'update house.followers set last_error = null where name = $1 and version = $2 and epoch = $3',
      [this.work.name, this.work.version, lease.epoch],
    );
    this.lastError = null;
  }
}
