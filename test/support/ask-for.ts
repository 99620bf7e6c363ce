import type pg from 'pg';
import { CheckpointMover } from '../../libs/projections/src/following/checkpoint-mover.js';
import type { Acquired } from '../../libs/projections/src/following/acquired.js';
import { Look, type Looking } from '../../libs/projections/src/following/look.js';
import type { FollowerId } from '../../libs/projections/src/following/follower-id.js';

/** What becomes of asking once for the lease of a follower, as the runner of an owner does. */
export async function askFor(
  pool: pg.Pool,
  { name, version }: FollowerId,
  by: Looking,
  mover = new CheckpointMover(pool),
): Promise<Acquired | undefined> {
  const look = new Look(pool, mover, by);
  const asked = look.acquire({ name, version }, new AbortController().signal, false);
  return (await Promise.all([asked, look.once([])]))[0];
}
