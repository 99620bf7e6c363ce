import type pg from 'pg';
import { type ReadTable, readTableOf } from './read-table.js';
import type { AnyProjection } from './fold.js';

/** `create or replace view` with columns that differ. */
const INVALID_TABLE_DEFINITION = '42P16';

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
  const columns = table.columns.map(({ column, property, type, nullable }) =>
    property === 'key'
      ? `${column} text collate "C" primary key`
      : `${column} ${type}${nullable ? '' : ' not null'}`,
  );
  await client.query(`create table ${table.name} (${columns.join(', ')})`);
  if (indexed) await indexTable(client, table);
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
 * Puts the stable view over a table, in the transaction it is called in. It is replaced where its columns allow,
 * which keeps its grants and what others built on it, and made anew where they do not.
 */
export async function showTable(client: pg.ClientBase, table: ReadTable): Promise<void> {
  const columns = table.columns.map((it) => it.column).join(', ');
  const select = `view ${table.view} as select ${columns} from ${table.name}`;
  await client.query('savepoint showing');
  try {
    await client.query(`create or replace ${select}`);
  } catch (error) {
    if ((error as { code?: string }).code !== INVALID_TABLE_DEFINITION) throw error;
    await client.query('rollback to savepoint showing');
    await client.query(`drop view ${table.view}`);
    await client.query(`create ${select}`);
  }
}

/** Removes the table of a version, with the view over it if that is still there. */
export async function dropTable(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(`drop table if exists ${name} cascade`);
}
