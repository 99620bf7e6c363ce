import { ORIGIN, type Position } from '#eventing';
import { Backoff, ended, pause } from './backoff.js';
import type { Reader } from './reader.js';
import type { CutOverOutcome } from '../cutover/cut-over.js';
import { Trouble } from './trouble.js';
import type { Lease } from './lease.js';
import { standbyMs } from './pace.js';
import { Rate } from './rate.js';
import { type FollowerStatus, isCalled, type Surroundings, type Work } from './work.js';

const LARGEST_BATCH = 500;

/** Follows the log for one piece of work while it holds the lease, and stands by for it otherwise. */
export class Follower {
  private state: FollowerStatus['state'] = 'starting';
  private live = false;
  /** While it does not lead. */
  private position: Position = ORIGIN;
  private reader: Reader | undefined;
  private owner: string | null = null;
  /** Why it does not take the place of what is read. */
  private held: string | null = null;
  /** As the database had it when another process was found to lead. */
  private parkedKeys = 0;
  private limit = 1;
  private upToDate = performance.now();
  /** It leads more than its share, and lets another take this one. */
  private giving = false;
  private readonly rate = new Rate();
  private readonly backoff = new Backoff();
  private readonly trouble: Trouble;

  constructor(
    private readonly work: Work,
    private readonly around: Surroundings,
  ) {
    this.trouble = new Trouble(work, around);
  }

  /** Works until the signal aborts, or a later version retires it. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!ended(signal) && this.state !== 'retired') {
      try {
        await this.follow(signal);
      } catch (error) {
        if (ended(signal)) return;
        // one at a time, so that what stands before an event that cannot be applied is applied
        if (await this.trouble.met(error)) this.limit = 1;
        await this.backoff.wait(signal);
      }
    }
  }

  /** What it is known as to other processes. */
  get id(): string {
    return `${this.work.name} ${this.work.version}`;
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
    const now = performance.now();
    const position = this.reader?.reached ?? this.position;
    const head = this.around.tail.head ?? position;
    if (position >= head) this.upToDate = now;
    return {
      ...{ name, version, kind, live: this.live, position },
      head,
      lagMs: Math.round(now - this.upToDate),
      rate: this.rate.at(now),
      lastError: this.trouble.error ?? this.held,
      parkedKeys: this.state === 'standby' ? this.parkedKeys : (this.work.parkedKeys ?? 0),
      outlook: this.state === 'leading' ? this.work.outlook : undefined,
      owner: this.owner,
      state: this.state,
    };
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { look, owner, leaseMs, log } = this.around;
    // who stands by is answered with the others, and who does not, at once
    const got = await look.acquire(this.work, signal, this.state !== 'standby');
    if (!got) return;
    this.state = got.kind;
    if (got.kind === 'retired') {
      log.warn({ follower: this.id }, 'a later version is live: this one has ended');
      return;
    }
    this.live = got.live;
    if (got.kind === 'standby') {
      this.owner = got.owner;
      this.position = got.position;
      this.parkedKeys = got.parkedKeys;
      return;
    }
    this.owner = owner;
    this.trouble.error = got.lastError;
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
    const { tail, checkpoints } = this.around;
    await tail.admit(lease.position);
    await this.work.begin?.(lease);
    const reader = (this.reader = tail.reader(this.work.types, lease.position));
    this.shown();
    try {
      await this.read(reader, lease, signal);
      // what it passed over without a word need not be looked at again
      if (ended(signal) && reader.reached > lease.position) await lease.pass(reader.reached);
    } finally {
      this.position = lease.position;
      this.reader = undefined;
      tail.leave(reader);
      checkpoints.left(this.work, reader);
    }
  }

  private async read(reader: Reader, lease: Lease, signal: AbortSignal): Promise<void> {
    const { around, work } = this;
    while (!ended(signal)) {
      const holds = work.reached !== undefined;
      const { events, to, far } = await reader.next(this.limit, holds, around.beat, signal);
      if (ended(signal)) return;
      const began = performance.now();
      this.trouble.attempting = to;
      let done = to;
      if (isCalled(work, lease, events)) {
        await work.apply(lease, events, to, signal, far);
        done = lease.position;
      } else if (lease.isDue || (events.length === 0 && to > lease.position)) await lease.pass(to);
      reader.done(done, work.reached ?? done);
      this.rate.add(events.length, performance.now());
      this.moved(reader);
      this.backoff.reset();
      await this.trouble.isOver(done, lease);
      const behind = far || (events.length === this.limit && reader.hasMore);
      if (!this.live && !behind && work.cutOver) {
        await this.went(work.cutOver(lease));
        if (lease.position > reader.reached) reader.done(lease.position, lease.position);
      }
      if (this.state === 'retired' || this.giving) return;
      this.limit = behind ? Math.min(this.limit * 2, LARGEST_BATCH) : around.liveBatch;
      if (events.length === 0 || behind) continue;
      const rest = began + around.pace.restMs(events.length) - performance.now();
      if (rest > 0) await pause(rest, signal);
    }
  }

  private async went(going: Promise<CutOverOutcome>): Promise<void> {
    const went = await going;
    const { work, around } = this;
    const follower = { follower: work.name, version: work.version };
    const held = went.kind === 'held' ? went.why : null;
    if (held !== null && held !== this.held) around.log.warn(follower, held);
    this.held = held;
    if (went.kind === 'ended') {
      around.log.info({ ...follower, report: went.report }, went.says);
      this.state = 'retired';
    }
    if (went.kind !== 'live') return;
    this.live = true;
    around.log.info(follower, 'this version is the one that is read now');
    this.shown();
  }

  /** Whoever waits for what is read asks this follower from now on. */
  private shown(): void {
    if (!this.reader) return;
    if (this.live) this.around.checkpoints.led(this.work, this.reader);
    this.moved(this.reader);
  }

  private moved({ reached }: Reader): void {
    if (reached >= (this.around.tail.head ?? reached)) this.upToDate = performance.now();
    if (this.live) this.around.checkpoints.moved(this.work.name);
  }
}
