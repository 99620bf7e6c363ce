import type { Pool } from 'pg';
import { type Kept, keyOf } from './claims.js';

/** Which of some ids an event names. */
export type Named = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

const PAGE = 1_000;

/**
 * Removes what was stored before an instant and no event came to name, because its command was refused or never
 * decided; answers how many rows that were.
 */
export async function sweep(
  pool: Pool,
  table: Kept,
  before: string,
  named: Named,
): Promise<number> {
  const key = keyOf(table);
  let swept = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(
      `select ${key} as id from ${table} where stored_on < $1 and ${key} > $2 order by ${key} limit ${PAGE}`,
      [before, after],
    );
    const last = rows.at(-1);
    if (!last) return swept;
    after = last.id;
    const kept = await named(rows.map((it) => it.id));
    const orphans = rows.map((it) => it.id).filter((it) => !kept.has(it));
    if (orphans.length === 0) continue;
    // one that a repeat of its command keeps again at this moment stays
    const gone = await pool.query(
      `delete from ${table} where ${key} = any($1) and stored_on < $2`,
      [orphans, before],
    );
    swept += gone.rowCount ?? 0;
  }
}
