import type pg from 'pg';
import type { EventStore } from '#eventing';
import type { AnyProjection } from './fold.js';
import { keysOrError } from './fold-around.js';
import type { FollowerId } from './lease.js';
import { parkedFor, readParked } from './parked-facts.js';

const MOST = 10_000;

/** The keys of rows that may be behind because facts are parked; those of a stream's facts as far as they are known. */
export async function keysWaiting(
  { pool, store }: { readonly pool: pg.Pool; readonly store: EventStore },
  projection: AnyProjection,
  follower: FollowerId,
): Promise<string[]> {
  const parked = await parkedFor(pool, follower, MOST);
  const keys = new Set(parked.map((it) => it.key));
  const byStream = parked.filter((it) => it.key === it.stream);
  for (const fact of await readParked(store, byStream))
    for (const key of keysOrError(projection, fact).keys) keys.add(key);
  return [...keys];
}
