import type pg from 'pg';
import type { EventStore, Position, Recorded } from '#eventing';
import type { FollowerId } from '../following/follower-id.js';

/** An event that waits, as it is kept. */
export interface ParkedEvent {
  /** The row whose event it is; its stream, where that is not known. */
  readonly key: string;
  readonly position: Position;
  readonly eventId: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  /** Why it could not be folded or acted on; null when it waits behind an earlier one of its key. */
  readonly error: string | null;
  readonly attempts: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

const SELECT = `select key, position, event_id as "eventId", type, stream, revision, error, attempts,
    to_char(first_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "firstSeen",
    to_char(last_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSeen"
  from house.parked where projection = $1 and version = $2`;

/** Part of what is parked: in order of key and position, at most `limit`, after one of them. */
export interface Part {
  readonly after?: { readonly key: string; readonly position: string } | undefined;
  readonly limit: number;
}

const PART = '(key, position) > ($3, $4) order by key, position limit $5';
const partOf = ({ after, limit }: Part) => [after?.key ?? '', after?.position ?? '', limit];

/** What waits for a follower. */
export async function parkedFor(
  pool: pg.Pool,
  { name, version }: FollowerId,
  part: Part,
): Promise<ParkedEvent[]> {
  const { rows } = await pool.query<ParkedEvent>(`${SELECT} and ${PART}`, [
    ...[name, version, ...partOf(part)],
  ]);
  return rows;
}

/** The same, of those events only of which it is not known whose row they are. */
export async function parkedStreams(
  client: pg.ClientBase,
  { name, version }: FollowerId,
  part: Part,
): Promise<ParkedEvent[]> {
  const { rows } = await client.query<ParkedEvent>(`${SELECT} and key = stream and ${PART}`, [
    ...[name, version, ...partOf(part)],
  ]);
  return rows;
}

/** What waits under one key, in order. */
export async function parkedUnder(
  pool: pg.Pool,
  { name, version }: FollowerId,
  key: string,
): Promise<ParkedEvent[]> {
  const { rows } = await pool.query<ParkedEvent>(`${SELECT} and key = $3 order by position`, [
    name,
    version,
    key,
  ]);
  return rows;
}

/** Parked events as the log has them, each once, in position order. */
export const readParked = (
  store: EventStore,
  parked: readonly ParkedEvent[],
): Promise<readonly Recorded[]> => store.readEvents(parked);
