import type pg from 'pg';
import { type ReadTable, readTableOf } from './read-table.js';
import { commentsOn, replaceView, viewsOf } from './views.js';
import type { AnyProjection } from './fold.js';

/** The row of a read model changed while its version stayed: the table on disk does not fit it any more. */
export class VersionNotRaised extends Error {
  constructor(projection: AnyProjection, says: string) {
    super(
      `${projection.name}: the row changed (${says}): raise the version, ${projection.version}`,
    );
    this.name = 'VersionNotRaised';
  }
}

/**
 * Makes the table of a projection unless it is there; throws `VersionNotRaised` when it has another shape. One that is
 * built beside another gets its indexes when its rows are there.
 */
export async function makeTable(
  client: pg.ClientBase,
  projection: AnyProjection,
  { indexed }: { readonly indexed: boolean },
): Promise<void> {
  const table = readTableOf(projection);
  const wanted = table.columns.map((it) => `${it.name} ${it.type}`);
  const { rows } = await client.query<{ shape: string }>(
    `select attname || ' ' || format_type(atttypid, atttypmod) as shape from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [table.name],
  );
  if (rows.length > 0) {
    const found = rows.map((it) => it.shape);
    const odd = [
      ...wanted.filter((it) => !found.includes(it)),
      ...found.filter((it) => !wanted.includes(it)),
    ];
    if (odd.length > 0) throw new VersionNotRaised(projection, odd.join(', '));
    return;
  }
  await createTable(client, table);
  if (indexed) await indexTable(client, table);
}

/** What JSON and JavaScript have no exact number for is refused, rather than kept as another. */
const safe = (column: string): string =>
  ` check (${column} between ${Number.MIN_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER})`;

/** Makes a table with its primary key and nothing else, so that it fills fast. */
export async function createTable(client: pg.ClientBase, table: ReadTable): Promise<void> {
  const columns = table.columns.map(({ column, property, type, nullable }) =>
    property === 'key'
      ? `${column} text collate "C" primary key`
      : `${column} ${type}${nullable ? '' : ' not null'}${type === 'bigint' ? safe(column) : ''}`,
  );
  await client.query(`create table ${table.name} (${columns.join(', ')})`);
}

/** Makes the indexes of a table, unless they were made before: all of them or none. */
export async function indexTable(client: pg.ClientBase, table: ReadTable): Promise<void> {
  const { rows } = await client.query(
    `select from pg_index where indrelid = to_regclass($1) and not indisprimary limit 1`,
    [table.name],
  );
  if (rows.length > 0) return;
  await client.query(`create index on ${table.name} using gin (scope)`);
  for (const index of table.indexes)
    await client.query(`create index on ${table.name} (${index.join(', ')})`);
}

/**
 * Puts the stable view over a table, and the one that analysts read in its stead, in the transaction it is called in. A
 * view is replaced where its columns allow, which keeps its grants and what others built on it, and made anew, with the
 * grants it had, where they do not.
 */
export async function showTable(client: pg.ClientBase, table: ReadTable): Promise<void> {
  for (const it of viewsOf(table)) {
    await replaceView(client, it);
    await client.query(commentsOn(it));
  }
}

/** Whether the views over a table are there and say what they should. */
export async function isShown(client: pg.ClientBase, table: ReadTable): Promise<boolean> {
  const views = viewsOf(table);
  const { rows } = await client.query<{ says: string | null }>(
    `select obj_description(to_regclass(name), 'pg_class') as says
     from unnest($1::text[]) with ordinality as v(name, place) order by place`,
    [views.map((it) => it.name)],
  );
  return views.every((it, index) => rows[index]?.says === it.says);
}

/** Removes the table of a version, with the view over it if that is still there. */
export async function dropTable(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(`drop table if exists ${name} cascade`);
}
