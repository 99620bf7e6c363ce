import type pg from 'pg';
import type { AnyProjection, EventStore } from '#eventing';
import { keysOrError } from '../folding/fold-around.js';
import type { FollowerId } from '../following/follower-id.js';
import { parkedStreams, readParked } from '../operators/parked-events.js';

const EVENTS_A_PAGE = 1_000;

/**
 * The keys of rows that may be behind because events of a whole stream wait, as far as they are known. Rows that wait
 * under their own keys are in `house.parked` itself.
 */
export async function keysOfStreams(
  { client, store }: { readonly client: pg.ClientBase; readonly store: EventStore },
  projection: AnyProjection,
  follower: FollowerId,
): Promise<string[]> {
  const keys = new Set<string>();
  for (let after: { key: string; position: string } | undefined; ;) {
    const parked = await parkedStreams(client, follower, { after, limit: EVENTS_A_PAGE });
    for (const event of await readParked(store, parked))
      for (const key of keysOrError(projection, event).keys) keys.add(key);
    after = parked.at(-1);
    if (!after) return [...keys];
  }
}
