import pg from 'pg';
import type { RowData } from '../folding/fold.js';
import type { Write } from '../following/lease.js';
import type { ReadTable } from './read-table.js';

/** A bigint as the number that was folded: none that is not safe can be kept. */
const AS_FOLDED: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8
      ? Number
      : (pg.types.getTypeParser(type, format) as (value: unknown) => unknown),
};

/** The columns of a table under the names of their properties. */
const selected = (table: ReadTable): string =>
  table.columns.map((it) => `${it.column} as "${it.property}"`).join(', ');

/** The rows with these keys, by key. */
export async function loadRows(
  pool: pg.Pool | pg.ClientBase,
  table: ReadTable,
  keys: readonly string[],
): Promise<Map<string, RowData>> {
  // not a prepared statement: one that was planned while the table was small goes on reading all of it
  const { rows } = await pool.query<RowData>({
    text: `select ${selected(table)} from ${table.name} where key = any($1)`,
    values: [keys],
    types: AS_FOLDED,
  });
  return new Map(rows.map((row) => [row.key, Object.freeze(row)]));
}

/** Rows as a JSON list under the names of their columns, which `json_populate_recordset` reads. */
export const asRecords = (table: ReadTable, rows: readonly RowData[]): string =>
  JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(table.columns.map(({ name, property }) => [name, row[property]])),
    ),
  );

/** In a batch's statement, writes are kept only where the checkpoint moved. */
const WHERE_MOVED = 'exists (select from moved)';

/** Tries whether a row can be kept, and takes it back. Throws what the database says. */
export async function tryRow(
  pool: pg.Pool,
  table: ReadTable,
  row: RowData | undefined,
): Promise<void> {
  if (!row) return;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`delete from ${table.name} where key = $1`, [row.key]);
    await client.query(
      `insert into ${table.name} select * from jsonb_populate_recordset(null::${table.name}, $1::jsonb)`,
      [asRecords(table, [row])],
    );
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/** Writes rows and takes away those that are no more, as parts of a batch's statement or, `when` true, by themselves. */
export function writesOf(
  table: ReadTable,
  rows: readonly RowData[],
  gone: readonly string[],
  when = WHERE_MOVED,
): readonly Write[] {
  const columns = table.columns.map((it) => it.column);
  const updates = columns.filter((it) => it !== '"key"').map((it) => `${it} = excluded.${it}`);
  const kept: Write = {
    text: (at) => `insert into ${table.name} (${columns.join(', ')})
      select ${columns.join(', ')} from json_populate_recordset(null::${table.name}, $${at}::json)
      where ${when}
      on conflict (key) do update set ${updates.join(', ')}`,
    values: [asRecords(table, rows)],
  };
  const removed: Write = {
    text: (at) => `delete from ${table.name} where key = any($${at}::text[]) and ${when}`,
    values: [gone],
  };
  return [...(rows.length > 0 ? [kept] : []), ...(gone.length > 0 ? [removed] : [])];
}

/** Rows that one statement writes: what their text takes in memory is bounded. */
const ROWS_A_WRITE = 500;

/** The same by itself, in parts that are made one after the other. */
export async function writeInParts(
  table: ReadTable,
  rows: readonly RowData[],
  gone: readonly string[],
  write: (text: string, values: unknown[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at === 0 || at < rows.length; at += ROWS_A_WRITE) {
    const part = rows.slice(at, at + ROWS_A_WRITE);
    for (const { text, values } of writesOf(table, part, at === 0 ? gone : [], 'true'))
      await write(text(1), [...values]);
  }
}

/** Whether so many rows changed that they are written in parts. */
export const areMany = (rows: readonly RowData[]): boolean => rows.length > ROWS_A_WRITE;
