import type pg from 'pg';
import type { FollowerId } from '../following/follower-id.js';

/** What differs between the rows that are read and those built beside them. */
export interface Comparison {
  /** How many rows are read now, and how many were built. */
  readonly before: number;
  readonly rows: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** The first keys that differ, in order. */
  readonly keys: readonly string[];
  /** The first row that differs, as it was and as it is built; absent ones are null. */
  readonly first: {
    readonly key: string;
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
  } | null;
}

const KEYS = 5;

/**
 * Compares two tables of one read model, leaving out keys that are parked for a follower, and others that are known to be
 * behind.
 */
export async function compare(
  client: pg.ClientBase,
  live: string,
  built: string,
  { name, version }: FollowerId,
  behind: readonly string[],
): Promise<Comparison> {
  const due = (table: string): string =>
    `(select * from ${table} t where not (t.key = any($1)) and not exists (
       select from house.parked p where p.projection = $2 and p.version = $3 and p.key = t.key))`;
  const { rows } = await client.query<Comparison>(
    `with differing as materialized (
       select coalesce(a.key, b.key) as key, to_jsonb(a) as before, to_jsonb(b) as after
       from ${due(live)} a full join ${due(built)} b on b.key = a.key
       where to_jsonb(a) is distinct from to_jsonb(b))
     select (select count(*)::int from ${live}) as before,
       (select count(*)::int from ${built}) as rows,
       count(*) filter (where before is null)::int as added,
       count(*) filter (where after is null)::int as removed,
       count(*) filter (where before is not null and after is not null)::int as changed,
       coalesce((array_agg(key order by key))[1:${KEYS}], '{}') as keys,
       (select to_jsonb(d) from differing d order by key limit 1) as first
     from differing`,
    [behind, name, version],
  );
  return rows[0] as Comparison;
}

/** Whether nothing differs. */
export const same = ({ added, removed, changed }: Comparison): boolean =>
  added + removed + changed === 0;
