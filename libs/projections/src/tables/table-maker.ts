import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { AnyProjection } from '#eventing';
import { type ReadTable, readTableOf } from './read-table.js';
import { commentsOn, replaceView, viewsOf } from './views.js';

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
  } else await createTable(client, table);
  if (indexed) await indexTable(client, table);
}

/** What JSON and JavaScript have no exact number for is refused, rather than kept as another. */
const safe = (column: string): string =>
  ` check (${column} between ${Number.MIN_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER})`;

/** Makes a table with its primary key and nothing else, so that it fills fast. */
export async function createTable(client: pg.ClientBase, table: ReadTable): Promise<void> {
  const columns = table.columns.map(({ column, property, type, nullable }) => {
    // text in the order of its code points, whatever the database's own is: as rows of the past are compared
    const kind = type === 'text' ? 'text collate "C"' : type;
    const whole = property === 'key' ? 'primary key' : nullable ? '' : 'not null';
    return `${column} ${kind} ${whole}${type === 'bigint' ? safe(column) : ''}`;
  });
  await client.query(`create table ${table.name} (${columns.join(', ')})`);
}

/** Makes those indexes of a table that are not there: of its scope, and of whatever its lists are declared to look at. */
export async function indexTable(client: pg.ClientBase, table: ReadTable): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_index join pg_class on oid = indexrelid
     where indrelid = to_regclass($1)`,
    [table.name],
  );
  for (const index of await wantedOf(client, table)) {
    const name = indexName(table, index);
    if (!rows.some((it) => it.name === name))
      await client.query(`create index ${name} on ${table.name} using ${index}`);
  }
}

/** Gives the indexes of a table the names that they have on another, whose place it takes. */
export async function renameIndexes(
  client: pg.ClientBase,
  from: ReadTable,
  to: ReadTable,
): Promise<void> {
  for (const index of await wantedOf(client, from))
    await client.query(
      `alter index if exists projection.${indexName(from, index)} rename to ${indexName(to, index)}`,
    );
}

async function wantedOf(client: pg.ClientBase, table: ReadTable): Promise<string[]> {
  const trigrams = table.searched ? await trigramsOf(client) : undefined;
  return [
    'gin (scope)',
    ...table.indexes,
    ...(table.searched && trigrams ? [`gin ((${table.searched}) ${trigrams})`] : []),
  ];
}

const indexName = (table: ReadTable, index: string): string =>
  `by_${createHash('sha256').update(`${table.name} ${index}`).digest('hex').slice(0, 24)}`;

/** The operators of `pg_trgm`, with which parts of words are found by an index; none where the server has it not. */
async function trigramsOf(client: pg.ClientBase): Promise<string | undefined> {
  // whoever may not make the extension does without
  await client.query(
    `do $$ begin create extension if not exists pg_trgm; exception when others then null; end $$`,
  );
  const { rows } = await client.query<{ schema: string }>(
    `select quote_ident(nspname) as schema from pg_extension e
     join pg_namespace n on n.oid = e.extnamespace where extname = 'pg_trgm'`,
  );
  return rows[0] && `${rows[0].schema}.gin_trgm_ops`;
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
