import { setMaxListeners } from 'node:events';
import type pg from 'pg';
import {
  type Aggregates,
  type AnyProcess,
  type AnyProjection,
  type Clock,
  type CommandHandling,
  type EventStore,
  newId,
  type Position,
} from '#eventing';
import { TagIndex } from './tag-index.js';
import { pause } from './backoff.js';
import { CheckpointMover } from './checkpoint-mover.js';
import { Checkpoints } from './checkpoints.js';
import { Beat } from './beat.js';
import { Look } from './look.js';
import { Follower } from './follower.js';
import type { Landmark } from './landmark.js';
import { RowBudget } from '../folding/row-budget.js';
import type { RunnerLog } from './log.js';
import { ownerOf } from './owner.js';
import { Pace } from './pace.js';
import { ProcessWork } from '../reacting/process-follower.js';
import { ProjectionWork } from '../projecting/projection-follower.js';
import { register } from '../tables/register.js';
import { Steward } from './steward.js';
import { SharedSubscription } from './shared-subscription.js';
import type { FollowerStatus, Work } from './work.js';

/** What a runner runs, and with what. `leaseMs` bounds how long a failover takes; 10 s unless it says. */
export interface RunnerOptions {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly projections: readonly AnyProjection[];
  readonly processes: readonly AnyProcess[];
  readonly handling: CommandHandling;
  readonly aggregates: Aggregates;
  readonly clock: Clock;
  readonly log: RunnerLog;
  readonly leaseMs?: number;
  /** How many events a follower takes at once that is not behind; 100 unless it says. */
  readonly liveBatch?: number;
  /** Indexes that follow the log beside the about index; none when absent. */
  readonly indexes?: readonly Work[];
  /** The last event that the read side is known to have seen: that the log still has it is looked after. */
  readonly landmark?: () => Promise<Landmark | undefined>;
}

const STOP_MS = 2_000;
/** How often checkpoints move that nothing else moves: while nobody else follows the log, and while others do. */
const ALONE_MS = 1_000;
const SHARED_MS = 100;

/**
 * Follows the log for every projection, for the about index and for every process, each by its own lease, so that
 * any number of processes may run the same. Survives restarts of the database and of the log.
 */
export class ProjectionRunner {
  /** How far the followers have got; give it to `PostgresReadings` so that waits end at once. */
  readonly checkpoints: Checkpoints;
  private readonly stopping = new AbortController();
  private followers: Follower[] = [];
  private steward: Steward | undefined;
  private tail: SharedSubscription | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: RunnerOptions) {
    this.checkpoints = new Checkpoints(options.pool);
    setMaxListeners(0, this.stopping.signal);
  }

  /** Makes the tables ready and begins. Throws `AnotherLog` or `VersionNotRaised`, or when a server is away. */
  async start(): Promise<void> {
    const { store, pool, projections, processes, handling, aggregates, clock } = this.options;
    const { indexes = [] } = this.options;
    const rows = new RowBudget();
    const works = [
      new TagIndex(pool),
      ...indexes,
      ...projections.map((it) => new ProjectionWork(pool, store, it, rows)),
      ...processes.map((it) => new ProcessWork(it, handling, aggregates, clock, store, pool)),
    ];
    const [logId, head] = [await store.logId(), await store.head()];
    const beginnings = new Map(
      processes.filter((it) => it.from === 'installation').map((it) => [it.name, head]),
    );
    await register(pool, logId, works, projections, beginnings);
    const { log, leaseMs = 10_000, liveBatch = 100 } = this.options;
    const seen = (): void => this.checkpoints.passed();
    const tail = new SharedSubscription(store, log, seen, undefined, this.options.landmark);
    this.tail = tail;
    const owner = ownerOf(newId());
    const look = new Look(pool, new CheckpointMover(pool), { owner, logId, ttlMs: leaseMs });
    // others ask the database how far we are
    const beatMs = (): number =>
      Math.min(leaseMs / 4, this.steward?.others === 0 ? ALONE_MS : SHARED_MS);
    const around = {
      pool,
      store,
      tail,
      beat: new Beat(beatMs),
      look,
      pace: new Pace(),
      checkpoints: this.checkpoints,
      rows,
      log,
      owner,
      logId,
      leaseMs,
      liveBatch,
    };
    this.followers = works.map((it) => new Follower(it, around));
    const { signal } = this.stopping;
    this.steward = new Steward(around, this.followers, projections);
    this.running = Promise.all([
      tail.run(signal),
      this.steward.run(signal),
      ...this.followers.map((it) => it.run(signal)),
    ]);
  }

  /** Ends after the batches under way and gives every lease up; within two seconds whatever the servers do. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const late = new AbortController();
    await Promise.race([this.running, pause(STOP_MS, late.signal)]);
    late.abort();
  }

  /** How each follower does, from what this process knows: it answers while the database is away, too. */
  status(): FollowerStatus[] {
    const rebuilding = this.steward?.rebuilding() ?? [];
    return [...this.followers, ...rebuilding].map((it) => it.status());
  }

  /** Whether it remembers more of the log than the log has: it applies nothing then. */
  get isAstray(): boolean {
    return this.tail?.fault !== undefined;
  }

  /** Whether every projection is read at the version of this program: not so while a raised one is being built. */
  ready(): boolean {
    return this.status().every((it) => it.live || it.kind === 'rebuild');
  }

  /** Waits until a projection has applied a position; false when the time ran out. */
  waitFor(projection: string, position: Position, timeoutMs: number): Promise<boolean> {
    return this.checkpoints.waitFor(projection, position, timeoutMs);
  }
}
