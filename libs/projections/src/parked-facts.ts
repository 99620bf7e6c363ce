import type pg from 'pg';
import type { EventStore, Position, Recorded } from '#eventing';
import type { FollowerId } from './lease.js';

/** A fact that waits, as it is kept. */
export interface ParkedFact {
  /** The row whose fact it is; its stream, where that is not known. */
  readonly key: string;
  readonly position: Position;
  readonly factId: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  /** Why it could not be folded or acted on; null when it waits behind an earlier one of its key. */
  readonly error: string | null;
  readonly attempts: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

const SELECT = `select key, position, fact_id as "factId", type, stream, revision, error, attempts,
    to_char(first_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "firstSeen",
    to_char(last_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSeen"
  from house.parked where projection = $1 and version = $2`;

/** What waits for a follower, in order of key and position, at most `limit`. */
export async function parkedFor(
  pool: pg.Pool,
  { name, version }: FollowerId,
  limit: number,
): Promise<ParkedFact[]> {
  const { rows } = await pool.query<ParkedFact>(`${SELECT} order by key, position limit $3`, [
    name,
    version,
    limit,
  ]);
  return rows;
}

/** What waits under one key, in order. */
export async function parkedUnder(
  pool: pg.Pool,
  { name, version }: FollowerId,
  key: string,
): Promise<ParkedFact[]> {
  const { rows } = await pool.query<ParkedFact>(`${SELECT} and key = $3 order by position`, [
    name,
    version,
    key,
  ]);
  return rows;
}

/** Parked facts, read from their streams, in position order. */
export async function readParked(
  store: EventStore,
  parked: readonly ParkedFact[],
): Promise<Recorded[]> {
  const facts: Recorded[] = [];
  for (const stream of new Set(parked.map((it) => it.stream))) {
    const mine = parked.filter((it) => it.stream === stream);
    const ids = new Set(mine.map((it) => it.factId));
    const from = Math.min(...mine.map((it) => it.revision));
    const read = await store.readStream(stream, { from });
    facts.push(...read.filter((it) => ids.has(it.id)));
  }
  return facts.sort((a, b) => (a.position < b.position ? -1 : 1));
}
