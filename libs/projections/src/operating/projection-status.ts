import type pg from 'pg';
import type { AnyProjection, Day, Position } from '#eventing';
import type { Comparison } from '../cutover/comparison.js';
import { typesOf } from '../folding/fold.js';
import { rebuildName } from '../cutover/rebuild-notes.js';

/** How far rows are that are built beside those that are read. */
export interface Progress {
  /** Events folded so far and events left, as far as they are indexed by now. */
  readonly done: number;
  readonly left: number;
  /** Events per second since it was last taken up; null until that can be told. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
}

/** The last rebuild of a read model, asked for or by a raised version. */
export interface LastRebuild {
  readonly version: number;
  readonly state: 'building' | 'live' | 'differs' | 'cancelled';
  readonly askedOn: string;
  readonly progress?: Progress;
  readonly report?: Comparison;
}

/** A read model, a process or the index of identities as the database knows it, whoever leads it. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly kind: 'projection' | 'index' | 'process' | 'rebuild';
  /** Whether it is the one that is read. */
  readonly live: boolean;
  readonly position: Position;
  readonly owner: string | null;
  readonly lastError: string | null;
  readonly parked: { readonly keys: number; readonly events: number };
  /** Only of a process: how many of its commands a rule refused, and the last reason. */
  readonly refused?: { readonly commands: number; readonly last: string | null };
  /** Only of a process: how many of its commands wait for their day, and the first of the days. */
  readonly due?: { readonly commands: number; readonly next: Day | null };
  readonly rebuild?: LastRebuild;
}

type FollowerRow = Omit<ProjectionStatus, 'parked' | 'rebuild' | 'refused' | 'due'> & {
  readonly keys: number;
  readonly events: number;
  readonly refused: number;
  readonly last: string | null;
  readonly due: number;
  readonly next: Day | null;
};

interface RebuildRow extends Omit<LastRebuild, 'progress' | 'report'> {
  readonly projection: string;
  readonly report: Comparison | null;
  readonly seconds: number | null;
  readonly began_after: Position;
}

/** Every follower there is, by name and version, with what is parked and how far rebuilds are. */
export async function projectionStatuses(
  pool: pg.Pool,
  projections: readonly AnyProjection[],
): Promise<ProjectionStatus[]> {
  const followers = await pool.query<FollowerRow>(
    `select f.name, f.version, f.kind, f.live, f.position, f.last_error as "lastError",
       case when f.expires >= clock_timestamp() then f.owner end as owner,
       count(distinct p.key)::int as keys, count(p.key)::int as events,
       (select count(*)::int from house.process_refusals r where r.process = f.name) as refused,
       (select code from house.process_refusals r where r.process = f.name
        order by recorded_on desc, event_id limit 1) as last,
       (select count(*)::int from house.due_commands d
        where d.process = f.name and state = 'waiting') as due,
       (select min(not_before) from house.due_commands d
        where d.process = f.name and state = 'waiting') as next
     from house.followers f
     left join house.parked p on p.projection = f.name and p.version = f.version
     group by f.name, f.version order by f.name, f.version`,
  );
  const rebuilds = await pool.query<RebuildRow>(
    `select distinct on (projection) projection, version, state, report, began_after,
       to_char(asked_on at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "askedOn",
       extract(epoch from clock_timestamp() - began)::float8 as seconds
     from house.rebuilds order by projection, asked_on desc`,
  );
  const standings = followers.rows.map(async (row): Promise<ProjectionStatus> => {
    const { keys, events, refused, last: code, due, next, ...rest } = row;
    const process = {
      refused: { commands: refused, last: code },
      due: { commands: due, next },
    };
    const follower = rest.kind === 'process' ? { ...rest, ...process } : rest;
    const last = follower.live && rebuilds.rows.find((it) => it.projection === follower.name);
    const parked = { keys, events };
    if (!last) return { ...follower, parked };
    const { version, state, askedOn, report } = last;
    const built = followers.rows.find(
      (it) =>
        !it.live &&
        it.version === version &&
        [follower.name, rebuildName(follower.name)].includes(it.name),
    );
    const projection = projections.find((it) => it.name === follower.name);
    const progress =
      state === 'building' && built && projection
        ? await progressOf(pool, projection, built.position, last)
        : undefined;
    const more = { ...(progress ? { progress } : {}), ...(report ? { report } : {}) };
    return { ...follower, parked, rebuild: { version, state, askedOn, ...more } };
  });
  return Promise.all(standings);
}

async function progressOf(
  pool: pg.Pool,
  projection: AnyProjection,
  position: Position,
  { seconds, began_after }: RebuildRow,
): Promise<Progress> {
  const { rows } = await pool.query<{ done: number; left: number; since: number }>(
    `select count(*) filter (where position <= $2)::int as done,
       count(*) filter (where position > $2)::int as left,
       count(*) filter (where position <= $2 and position > $3)::int as since
     from house.tags where place = 0 and type = any($1)`,
    [typesOf(projection), position, began_after],
  );
  const { done = 0, left = 0, since = 0 } = rows[0] ?? {};
  const rate = seconds !== null && seconds > 0 && since > 0 ? since / seconds : null;
  return { done, left, rate, secondsLeft: rate === null ? null : Math.ceil(left / rate) };
}
