import type pg from 'pg';
import type { Position } from '#eventing';
import type { CheckpointMover } from './checkpoint-mover.js';
import { AnotherLog, type FollowerId, Lease } from './lease.js';
import { isGone } from './owner.js';

/** What became of asking for a lease. */
export type Acquired =
  | {
      readonly kind: 'leading';
      readonly lease: Lease;
      readonly live: boolean;
      readonly lastError: string | null;
    }
  | {
      readonly kind: 'standby';
      readonly live: boolean;
      readonly owner: string | null;
      readonly position: Position;
      readonly parkedKeys: number;
      readonly freeInMs: number;
    }
  /** Its version was replaced by a later one. */
  | { readonly kind: 'retired' };

interface FollowerRow {
  readonly log_id: string;
  readonly position: Position;
  readonly epoch: string;
  readonly owner: string | null;
  readonly live: boolean;
  readonly last_error: string | null;
  readonly free_in: number;
  readonly parked_keys: number;
}

/** Takes the lease of a follower when nobody holds it, or when `owner` does. Throws `AnotherLog`. */
export async function acquire(
  pool: pg.Pool,
  mover: CheckpointMover,
  follower: FollowerId,
  { owner, logId, ttlMs }: { owner: string; logId: string; ttlMs: number },
): Promise<Acquired> {
  const { name, version } = follower;
  // a row that is locked is that of a batch under way: its owner is alive
  const taken = await pool.query<FollowerRow>(
    `update house.followers set owner = $3, epoch = epoch + 1,
       expires = clock_timestamp() + $4 * interval '1 ms'
     where (name, version) in (
       select name, version from house.followers
       where name = $1 and version = $2 and log_id = $5 and (owner = $3 or expires < clock_timestamp())
       for update skip locked)
     returning epoch, position, live, last_error`,
    [name, version, owner, ttlMs, logId],
  );
  const mine = taken.rows[0];
  if (mine) {
    const lease = new Lease(pool, mover, follower, mine.epoch, mine.position, ttlMs);
    return { kind: 'leading', lease, live: mine.live, lastError: mine.last_error };
  }
  const { rows } = await pool.query<FollowerRow>(
    `select log_id, position, owner, live,
       (select count(distinct key)::int from house.parked
        where projection = $1 and version = $2) as parked_keys, greatest(0, least(1e6,
       extract(epoch from expires - clock_timestamp()) * 1000))::float8 as free_in
     from house.followers where name = $1 and version = $2`,
    [name, version],
  );
  const theirs = rows[0];
  if (!theirs) return { kind: 'retired' };
  if (theirs.log_id !== logId) throw new AnotherLog(follower, theirs.log_id, logId);
  // who ended without giving it up will not come back for it; should we be wrong, the epoch keeps them apart
  const abandoned = theirs.owner !== null && isGone(theirs.owner);
  if (abandoned)
    await pool.query(
      `update house.followers set expires = '-infinity'
       where name = $1 and version = $2 and owner = $3`,
      [name, version, theirs.owner],
    );
  return {
    kind: 'standby',
    live: theirs.live,
    owner: theirs.owner,
    position: theirs.position,
    parkedKeys: theirs.parked_keys,
    freeInMs: abandoned ? 0 : theirs.free_in,
  };
}
