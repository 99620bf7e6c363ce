import type pg from 'pg';
import type { AnyProjection, Position } from '#eventing';
import { quoted, readTableOf } from '../tables/read-table.js';
import { transaction } from '../tables/transaction.js';
import { sandboxTable } from './sandbox.js';

/** A row that is not the same in the sandbox and live; where there is none it is null. */
export interface RowDifference {
  readonly key: string;
  /** The columns that differ. */
  readonly columns: readonly string[];
  readonly sandbox: Record<string, unknown> | null;
  readonly live: Record<string, unknown> | null;
}

/** How a read model of a sandbox differs from the live one. */
export interface Comparison {
  readonly projection: string;
  readonly version: number;
  /** Where the live rows stand; absent when there are none yet. */
  readonly livePosition?: Position;
  /** Whether both are of one position: then every difference is a finding. */
  readonly sameMoment: boolean;
  readonly rows: number;
  /** In the sandbox and not live. */
  readonly added: number;
  /** Live and not in the sandbox. */
  readonly removed: number;
  readonly changed: number;
  /** The first rows, in key order, that differ. */
  readonly first: readonly RowDifference[];
}

const SHOWN = 10;

interface Counts {
  readonly rows: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** Compares the read models of a finished sandbox with the live ones, each at one moment of the live one. */
export async function compareSandbox(options: {
  readonly pool: pg.Pool;
  readonly projections: readonly AnyProjection[];
  readonly into: string;
  /** Whether the sandbox leaves nothing out that was recorded up to its position. */
  readonly clock: 'recorded' | 'occurred';
  readonly position: Position;
}): Promise<Comparison[]> {
  const compared: Comparison[] = [];
  for (const it of options.projections) compared.push(await compareOne(it, options));
  return compared;
}

const compareOne = (
  projection: AnyProjection,
  { pool, into, clock, position }: Parameters<typeof compareSandbox>[0],
): Promise<Comparison> =>
  transaction(
    pool,
    async (client) => {
      const { name, version } = projection;
      const { rows } = await client.query<{ position: Position }>(
        'select position from house.followers where name = $1 and live',
        [name],
      );
      const live = rows[0]?.position;
      const from =
        live === undefined
          ? '(select null::text collate "C" as key where false)'
          : readTableOf(projection).view;
      const sides = `(select key, to_jsonb(s) as row from ${sandboxTable(quoted(into), projection).name} s) s
        full join (select key, to_jsonb(l) as row from ${from} l) l on l.key = s.key`;
      const counts = await client.query<Counts>(
        `select count(s.key)::int as rows,
           count(*) filter (where l.key is null)::int as added,
           count(*) filter (where s.key is null)::int as removed,
           count(*) filter (where s.row <> l.row)::int as changed from ${sides}`,
      );
      const first = await client.query<Omit<RowDifference, 'columns'>>(
        `select coalesce(s.key, l.key) as key, s.row as sandbox, l.row as live from ${sides}
         where s.row is distinct from l.row order by 1 limit ${SHOWN}`,
      );
      return {
        projection: name,
        version,
        ...(live === undefined ? {} : { livePosition: live }),
        sameMoment: clock === 'recorded' && live === position,
        ...(counts.rows[0] as Counts),
        first: first.rows.map((it) => ({ ...it, columns: columnsOf(it) })),
      };
    },
    'begin isolation level repeatable read, read only',
  );

function columnsOf({ sandbox, live }: Omit<RowDifference, 'columns'>): string[] {
  const names = new Set([...Object.keys(sandbox ?? {}), ...Object.keys(live ?? {})]);
  return [...names].filter((it) => JSON.stringify(sandbox?.[it]) !== JSON.stringify(live?.[it]));
}
