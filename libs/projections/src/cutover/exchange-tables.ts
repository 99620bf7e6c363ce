import type pg from 'pg';
import type { AnyProjection } from '#eventing';
import { readTableOf, tableName } from '../tables/read-table.js';
import { rebuildName } from './rebuild-notes.js';
import { dropTable, renameIndexes, showTable } from '../tables/table-maker.js';

interface Follower {
  readonly name: string;
  readonly version: number;
}

/** Puts rows that were built anew in the place of those that are read; the version stays, and its owner begins again. */
export async function replace(
  client: pg.ClientBase,
  base: AnyProjection,
  built: AnyProjection,
): Promise<void> {
  const table = readTableOf(base);
  await showTable(client, { ...table, name: readTableOf(built).name });
  await dropTable(client, table.name);
  const short = table.name.slice(table.name.indexOf('.') + 1);
  await renameIndexes(client, readTableOf(built), table);
  await client.query(`alter table ${readTableOf(built).name} rename to ${short}`);
  await forgetParked(client, base);
  await client.query('update house.parked set projection = $1 where projection = $2', [
    base.name,
    built.name,
  ]);
  await client.query('delete from house.followers where name = $1', [built.name]);
  // its owner knows rows and parked keys of before: whoever asks first begins again
  await client.query(
    `update house.followers set epoch = epoch + 1, expires = '-infinity' where name = $1 and version = $2`,
    [base.name, base.version],
  );
}

/** Puts a raised version in the place of every earlier one: view, pointer and checkpoints. The old tables go with it. */
export async function supersede(client: pg.ClientBase, raised: AnyProjection): Promise<void> {
  const { name, version } = raised;
  await showTable(client, readTableOf(raised));
  const { rows } = await client.query<Follower>(
    'delete from house.followers where name = any($1) and version < $2 returning name, version',
    [[name, rebuildName(name)], version],
  );
  for (const earlier of rows) {
    await dropTable(client, tableName(earlier.name, earlier.version));
    await forgetParked(client, earlier);
  }
  await client.query('update house.followers set live = true where name = $1 and version = $2', [
    name,
    version,
  ]);
}

/** Takes away what was built. */
export async function drop(client: pg.ClientBase, built: AnyProjection): Promise<void> {
  await dropTable(client, readTableOf(built).name);
  await forgetParked(client, built);
  await client.query('delete from house.followers where name = $1', [built.name]);
}

const forgetParked = (client: pg.ClientBase, { name, version }: Follower) =>
  client.query('delete from house.parked where projection = $1 and version = $2', [name, version]);
