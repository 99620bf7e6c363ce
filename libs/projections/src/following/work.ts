import type pg from 'pg';
import type { EventStore, Position, Recorded } from '#eventing';
import type { Checkpoints } from './checkpoints.js';
import type { RowBudget } from '../folding/row-budget.js';
import type { Beat } from './beat.js';
import type { Look } from './look.js';
import type { CutOverOutcome } from '../cutover/cut-over.js';
import type { FollowerId } from './follower-id.js';
import type { Lease } from './lease.js';
import type { RunnerLog } from './log.js';
import type { Pace } from './pace.js';
import type { Outlook } from '../reacting/due-commands.js';
import type { SharedSubscription } from './shared-subscription.js';

/** What a follower does with the events; the lease keeps its checkpoint. */
export interface Work extends FollowerId {
  readonly kind: 'projection' | 'index' | 'process' | 'rebuild';
  /** How many keys are parked here, as far as this process knows. */
  readonly parkedKeys?: number;
  /** What a process has before it and what it was refused, as of when it last led here. */
  readonly outlook?: Outlook | undefined;
  /** Whether a day has come on which it has something to do: then it is applied, with or without events. */
  isDue?(lease: Lease): boolean;
  /** Called when it begins to lead. */
  begin?(lease: Lease): Promise<void>;
  /** The types of the events that may concern it; any when there are none. */
  readonly types?: ReadonlySet<string>;
  /** Whether an event is more to it than a position to pass. */
  concerns(event: Recorded): boolean;
  /** Up to where it has applied events without moving the checkpoint yet: what comes next follows from here. */
  readonly reached?: Position | undefined;
  /**
   * Applies a batch and moves the checkpoint to `to`; what it kept and where it stands always agree. While `more` is
   * to come at once it may wait with both.
   */
  apply(
    lease: Lease,
    events: readonly Recorded[],
    to: Position,
    signal: AbortSignal,
    more: boolean,
  ): Promise<void>;
  /** Called between batches, when nothing is left to read, until it says what became of it. */
  cutOver?(lease: Lease): Promise<CutOverOutcome>;
}

/** Whether there is more to do than to move the checkpoint over events. */
export const isCalled = (work: Work, lease: Lease, events: readonly Recorded[]): boolean =>
  work.reached !== undefined ||
  work.isDue?.(lease) === true ||
  events.some((it) => work.concerns(it));

/** How a follower does. */
export interface FollowerStatus extends FollowerId {
  readonly kind: Work['kind'];
  /** False while a raised version is built beside the one that is read. */
  readonly live: boolean;
  readonly position: Position;
  readonly head: Position;
  /** How long ago it last had everything; 0 when it has. */
  readonly lagMs: number;
  /** Events per second that concerned it, in this process over the last ten seconds. */
  readonly rate: number;
  readonly lastError: string | null;
  /** How many keys wait for an operator: rows of a projection, streams of a process. */
  readonly parkedKeys: number;
  /** What a process that is led here has before it, and what rules refused it. */
  readonly outlook?: Outlook | undefined;
  /** Who leads it, when anybody does. */
  readonly owner: string | null;
  /** `leading` here, `standby` to another process, or `retired` by a later version. */
  readonly state: 'starting' | 'leading' | 'standby' | 'retired';
}

/** What the followers of one process share. */
export interface Surroundings {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly tail: SharedSubscription;
  /** When those move their checkpoints and renew their leases that have nothing to do. */
  readonly beat: Beat;
  readonly look: Look;
  readonly pace: Pace;
  readonly checkpoints: Checkpoints;
  readonly rows: RowBudget;
  readonly log: RunnerLog;
  readonly owner: string;
  readonly logId: string;
  readonly leaseMs: number;
  /** How many events a follower takes at once that is not behind, at most. */
  readonly liveBatch: number;
}
