import type pg from 'pg';
import type { RowData } from './fold.js';
import type { ReadTable } from './read-table.js';

/** The columns of a table under the names of their properties. */
const selected = (table: ReadTable): string =>
  table.columns.map((it) => `${it.column} as "${it.property}"`).join(', ');

/** The rows with these keys, by key. */
export async function loadRows(
  client: pg.ClientBase,
  table: ReadTable,
  keys: readonly string[],
): Promise<Map<string, RowData>> {
  const { rows } = await client.query<RowData>(
    `select ${selected(table)} from ${table.name} where key = any($1)`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, Object.freeze(row)]));
}

/** Rows as a JSON list under the names of their columns, which `jsonb_populate_recordset` reads. */
export const asRecords = (table: ReadTable, rows: readonly RowData[]): string =>
  JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(table.columns.map(({ name, property }) => [name, row[property]])),
    ),
  );

/** Writes rows and takes away those that are no more, each with one statement. */
export async function writeRows(
  client: pg.ClientBase,
  table: ReadTable,
  rows: readonly RowData[],
  gone: readonly string[],
): Promise<void> {
  if (rows.length > 0) {
    const columns = table.columns.map((it) => it.column);
    const updates = columns.filter((it) => it !== '"key"').map((it) => `${it} = excluded.${it}`);
    await client.query(
      `insert into ${table.name} (${columns.join(', ')})
       select ${columns.join(', ')} from jsonb_populate_recordset(null::${table.name}, $1::jsonb)
       on conflict (key) do update set ${updates.join(', ')}`,
      [asRecords(table, rows)],
    );
  }
  if (gone.length > 0) await client.query(`delete from ${table.name} where key = any($1)`, [gone]);
}
