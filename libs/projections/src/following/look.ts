import type pg from 'pg';
import { ended } from './backoff.js';
import type { CheckpointMover } from './checkpoint-mover.js';
import type { FollowerId } from './follower-id.js';
import { AnotherLog, Lease } from './lease.js';
import { isGone } from './owner.js';
import type { Acquired, FollowerRow } from './acquired.js';
import { lookSql } from './look.sql.js';

/** What a process sees, once a second, besides the leases it asks for. */
export interface Seen {
  /** The rebuilds that are under way. */
  readonly rebuilds: readonly FollowerId[];
  /** The other processes that run, what they follow, and how much of it they lead. */
  readonly others: readonly {
    readonly owner: string;
    readonly followers: readonly string[];
    readonly leads: number;
  }[];
}

interface LookRow extends Seen {
  readonly followers: readonly FollowerRow[];
}

interface Asked {
  readonly follower: FollowerId;
  readonly signal: AbortSignal;
  readonly told: (acquired: Acquired | undefined) => void;
  readonly refused: (error: Error) => void;
}

/** How long a hurried look waits for others who ask as well. */
const GATHER_MS = 2;

/** Who looks, at which log, and how long a lease lasts. */
export interface Looking {
  readonly owner: string;
  readonly logId: string;
  readonly ttlMs: number;
}

/**
 * Everything that the followers of a process ask of the database from time to time, in one statement: the leases they wait
 * for, which are taken when they are free; the rebuilds under way; and who else runs.
 */
export class Look {
  private asked: Asked[] = [];
  private hurry: (() => void) | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly mover: CheckpointMover,
    private readonly by: Looking,
  ) {}

  /**
   * Asks for the lease of a follower; answered by the next look, which comes at once when it is `urgent`, and by nothing
   * when the signal aborts. Throws `AnotherLog`.
   */
  acquire(
    follower: FollowerId,
    signal: AbortSignal,
    urgent: boolean,
  ): Promise<Acquired | undefined> {
    return new Promise((resolve, reject) => {
      const ending = (): void => resolve(undefined);
      const settled = (): void => signal.removeEventListener('abort', ending);
      signal.addEventListener('abort', ending, { once: true });
      const told = (acquired: Acquired | undefined): void => {
        settled();
        resolve(acquired);
      };
      const refused = (error: Error): void => {
        settled();
        reject(error);
      };
      this.asked.push({ follower, signal, told, refused });
      if (urgent) this.hurry?.();
    });
  }

  /** Looks once, for a process that follows these. Those who asked are answered when it worked. */
  async once(following: readonly string[]): Promise<Seen & { readonly freeInMs: number }> {
    const { owner, logId, ttlMs } = this.by;
    const asked = this.asked.filter((it) => !ended(it.signal));
    this.asked = [];
    const values = [
      ...[owner, following, ttlMs, logId],
      asked.map((it) => it.follower.name),
      asked.map((it) => it.follower.version),
    ];
    let row: LookRow;
    try {
      row = (await this.pool.query<LookRow>(lookSql, values)).rows[0] as LookRow;
    } catch (error) {
      this.asked.unshift(...asked);
      throw error;
    }
    const followers = new Map(row.followers.map((it) => [`${it.name} ${it.version}`, it]));
    let freeInMs = Infinity;
    for (const it of asked) {
      const found = followers.get(`${it.follower.name} ${it.follower.version}`);
      await this.answer(it, found);
      if (found && found.epoch === null) freeInMs = Math.min(freeInMs, found.free_in);
    }
    if (await this.takeFromGone(row.followers)) freeInMs = 0;
    return { rebuilds: row.rebuilds, others: row.others, freeInMs };
  }

  /** Waits for `ms`, or until somebody asks for a look at once. */
  pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.hurry = undefined;
        resolve();
      };
      let timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      this.hurry = () => {
        clearTimeout(timer);
        timer = setTimeout(done, GATHER_MS);
      };
    });
  }

  private async answer(
    { follower, signal, told, refused }: Asked,
    found?: FollowerRow,
  ): Promise<void> {
    if (!found || found.log_id === null) {
      told({ kind: 'retired' });
      return;
    }
    const { epoch, position, live, owner } = found;
    if (epoch !== null) {
      const lease = new Lease(this.pool, this.mover, follower, epoch, position, this.by.ttlMs);
      // who asked for it may have gone meanwhile
      if (ended(signal)) await lease.release();
      told({ kind: 'leading', lease, live, lastError: found.last_error });
    } else if (found.log_id !== this.by.logId)
      refused(new AnotherLog(follower, found.log_id, this.by.logId));
    else told({ kind: 'standby', live, owner, position, parkedKeys: found.parked_keys });
  }

  /** Who ended without giving a lease up will not come back for it; should we be wrong, the epoch keeps them apart. */
  private async takeFromGone(followers: readonly FollowerRow[]): Promise<boolean> {
    const owners = new Set(followers.filter((it) => it.epoch === null).map((it) => it.owner));
    const gone = [...owners].filter((it) => it !== null && isGone(it));
    if (gone.length === 0) return false;
    await this.pool.query(
      `update house.followers set expires = '-infinity' where owner = any($1)`,
      [gone],
    );
    return true;
  }
}
