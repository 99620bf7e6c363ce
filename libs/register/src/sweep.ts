import type { Pool } from 'pg';

/** Which of some ids an event names. */
export type Named = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

const PAGE = 1_000;

/**
 * Removes what was stored before an instant and no event came to name, because its command was refused or never
 * decided; answers how many rows that were.
 */
export async function sweep(
  pool: Pool,
  table: 'register.notes' | 'register.people',
  before: string,
  named: Named,
): Promise<number> {
  let swept = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(
      `select id from ${table} where stored_on < $1 and id > $2 order by id limit ${PAGE}`,
      [before, after],
    );
    const last = rows.at(-1);
    if (!last) return swept;
    after = last.id;
    const kept = await named(rows.map((it) => it.id));
    const orphans = rows.map((it) => it.id).filter((it) => !kept.has(it));
    if (orphans.length === 0) continue;
    const gone = await pool.query(`delete from ${table} where id = any($1)`, [orphans]);
    swept += gone.rowCount ?? 0;
  }
}
