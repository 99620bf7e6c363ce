import type pg from 'pg';
import type { Day, Recorded } from '#eventing';
import type { FollowerId } from '../following/follower-id.js';
import type { Write } from '../following/lease.js';
import type { Place, Planned } from './reaction.js';

/**
 * What became of a command that waited: sent; dropped, since the decider had nothing more to do; refused by a rule; left to
 * the installation that a log came from; or left out with its event, which an operator discarded.
 */
export type Settled = Place & {
  readonly state: 'sent' | 'dropped' | 'refused' | 'left' | 'discarded' | 'parked';
};

/** A command that waits, and where the event stands that it answers. */
export interface Waiting extends Place {
  readonly notBefore: Day;
  readonly stream: string;
  readonly revision: number;
}

/** What a process has before it, and what it was refused. */
export interface Outlook {
  /** The first day on which something is due; none when nothing waits. */
  readonly next: Day | null;
  readonly waiting: number;
  readonly refused: number;
}

/** What a process has before it: read once for each time of leading, since nobody else plans meanwhile. */
export async function outlookOf(pool: pg.Pool, { name }: FollowerId): Promise<Outlook> {
  const { rows } = await pool.query<Outlook>(
    `select min(not_before) as next, count(*)::int as waiting,
       (select count(*)::int from house.process_refusals where process = $1) as refused
     from house.due_commands where process = $1 and state = 'waiting'`,
    [name],
  );
  return rows[0] ?? { next: null, waiting: 0, refused: 0 };
}

/** The first commands that wait, the earliest day first. */
export async function firstWaiting(
  pool: pg.Pool,
  { name }: FollowerId,
  limit: number,
): Promise<Waiting[]> {
  const { rows } = await pool.query<Waiting>(
    `select event_id as "eventId", place, not_before as "notBefore", stream, revision
     from house.due_commands where process = $1 and state = 'waiting'
     order by not_before, position, place limit $2`,
    [name, limit],
  );
  return rows;
}

/**
 * Keeps commands for their day, as a part of a batch's statement. One that was settled before stays settled, so that a
 * process that answers an event again sends nothing again; one that was parked with its event waits anew.
 */
export const planning = ({ name }: FollowerId, planned: readonly Planned[]): Write[] =>
  planned.length === 0
    ? []
    : [
        {
          text: (at) =>
            `insert into house.due_commands as d
               (process, event_id, place, not_before, stream, revision, position)
             select $${at}, p.* from unnest($${at + 1}::text[], $${at + 2}::int[],
               $${at + 3}::text[], $${at + 4}::text[], $${at + 5}::int[], $${at + 6}::text[]) as p
             where exists (select from moved)
             on conflict (process, event_id, place) do update set state = 'waiting'
               where d.state = 'parked'`,
          values: [
            name,
            planned.map((it) => it.eventId),
            planned.map((it) => it.place),
            planned.map((it) => it.notBefore),
            ...placesOf(planned.map((it) => it.event)),
          ],
        },
      ];

/** Says what became of a command that waited. */
export const settling = (
  { name }: FollowerId,
  { eventId, place, state }: Settled,
  now: string,
): Write => ({
  text: (at) =>
    `update house.due_commands set state = $${at + 3}, settled_on = $${at + 4}
     where process = $${at} and event_id = $${at + 1} and place = $${at + 2}::int
       and state = 'waiting' and exists (select from moved)`,
  values: [name, eventId, place, state, now],
});

/** Leaves out what events wait for that an operator discarded. */
export const discarding = (
  { name }: FollowerId,
  eventIds: readonly string[],
  now: string,
): Write => ({
  text: (at) =>
    `update house.due_commands set state = 'discarded', settled_on = $${at + 1}
     where process = $${at} and event_id = any($${at + 2}) and state in ('waiting', 'parked')
       and exists (select from moved)`,
  values: [name, now, eventIds],
});

/** Leaves to the installation that a log came from what was due while it was there. */
export const leaving = ({ name }: FollowerId, until: Day, now: string): Write => ({
  text: (at) =>
    `update house.due_commands set state = 'left', settled_on = $${at + 1}
     where process = $${at} and state = 'waiting' and not_before <= $${at + 2}
       and exists (select from moved)`,
  values: [name, now, until],
});

const placesOf = (events: readonly Recorded[]) => [
  events.map((it) => it.stream),
  events.map((it) => it.revision),
  events.map((it) => it.position),
];
