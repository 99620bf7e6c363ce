import type pg from 'pg';
import type { AnyProjection, Position, Recorded } from '#eventing';
import type { FollowerId } from '../following/follower-id.js';
import type { Write } from '../following/lease.js';

/**
 * What is parked, by the key of a row (or by a stream, where it is not known whose row an event is): the position
 * from which on the events of that key wait.
 */
export type ParkedFrom = ReadonlyMap<string, Position>;

/** An event that waits, under a key; an error is that of the event itself, none says that it waits behind another. */
export interface Waiting {
  readonly key: string;
  readonly event: Recorded;
  readonly error: string | null;
}

const LONGEST_ERROR = 1_000;

/** Why something failed, as it is kept. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replaceAll('\0', '')
    .slice(0, LONGEST_ERROR);

/** Everything that is parked for a follower. */
export async function parkedFrom(
  client: pg.Pool | pg.ClientBase,
  { name, version }: FollowerId,
): Promise<Map<string, Position>> {
  const { rows } = await client.query<{ key: string; position: Position }>(
    `select key, min(position) as position from house.parked
     where projection = $1 and version = $2 group by key`,
    [name, version],
  );
  return new Map(rows.map((it) => [it.key, it.position]));
}

/** Whether an event waits under a key. */
export const waits = (parked: ParkedFrom, key: string, event: Recorded): boolean => {
  const from = parked.get(key);
  return from !== undefined && from <= event.position;
};

/** The projection as far as nothing of it is parked: what its live rows are made of. */
export const withoutParked = (projection: AnyProjection, parked: ParkedFrom): AnyProjection =>
  parked.size === 0
    ? projection
    : {
        ...projection,
        key: (event: Recorded) =>
          waits(parked, event.stream, event)
            ? []
            : [projection.key(event as never)].flat().filter((key) => !waits(parked, key, event)),
      };

/** Parks events, or counts another attempt of those that are parked, as a part of a batch's statement. */
export function parkingOf({ name, version }: FollowerId, waiting: readonly Waiting[]): Write[] {
  if (waiting.length === 0) return [];
  return [
    {
      text: (at) =>
        `insert into house.parked as p
           (projection, version, key, position, event_id, type, stream, revision, error)
         select $${at}, $${at + 1}::int, w.* from unnest($${at + 2}::text[], $${at + 3}::text[],
           $${at + 4}::text[], $${at + 5}::text[], $${at + 6}::text[], $${at + 7}::int[],
           $${at + 8}::text[]) as w
         where exists (select from moved)
         on conflict (projection, version, key, position) do update set error = excluded.error,
           attempts = p.attempts + 1, last_seen = clock_timestamp()`,
      values: [
        name,
        version,
        waiting.map((it) => it.key),
        waiting.map((it) => it.event.position),
        waiting.map((it) => it.event.id),
        waiting.map((it) => it.event.type),
        waiting.map((it) => it.event.stream),
        waiting.map((it) => it.event.revision),
        waiting.map((it) => it.error),
      ],
    },
  ];
}

/** Lets events of a key go that are parked before a position (all of them without one). */
export const releaseOf = (
  { name, version }: FollowerId,
  key: string,
  before: Position | undefined,
): Write => ({
  text: (at) =>
    `delete from house.parked where projection = $${at} and version = $${at + 1}::int
       and key = $${at + 2} and ($${at + 3}::text is null or position < $${at + 3})
       and exists (select from moved)`,
  values: [name, version, key, before ?? null],
});
