import { createHash } from 'node:crypto';
import type pg from 'pg';
import { inTurn, LOCKS } from './locks.js';

/** One step of a schema. Once released it is never edited: a change is a further step. */
export interface Migration {
  /** Unique in the whole house: `<lib>.<number>-<what>`. */
  readonly name: string;
  readonly sql: string;
}

/** The tables of a database were made by other steps than those of this program. Nothing was changed. */
export class BegunByAnotherVersion extends Error {
  constructor(step: string) {
    super(
      `the database was begun by another version of Groundswell, whose step ${step} is not that of this one; nothing was changed. ` +
        'Begin anew with an empty data folder (GROUNDSWELL_DATA) or an empty database (DATABASE_URL), or start the version that began this one.',
    );
    this.name = 'BegunByAnotherVersion';
  }
}

const TABLES = `
  create schema if not exists house;
  create table if not exists house.migrations (
    name text primary key, hash text not null, applied_on timestamptz not null default now());
  ${LOCKS}`;

/** What PostgreSQL says to the slower of two that make the same thing at once. */
const MADE_MEANWHILE = ['23505', '42P06', '42P07'];

/**
 * Applies the migrations that are not recorded yet, in order, each in its own transaction, one program at a
 * time; nobody waits where there is nothing to apply. A database with other steps in their place is refused
 * (`BegunByAnotherVersion`), and left as it is; further steps of a later version are not in anybody's way.
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<void> {
  const client = await pool.connect();
  try {
    await makeTables(client);
    const applied = await appliedOf(client, migrations);
    for (const migration of migrations)
      if (!applied.has(migration.name)) await apply(client, migration, migrations);
    client.release();
  } catch (error) {
    // the session ends, and its transaction with it
    client.release(true);
    throw error;
  }
}

async function makeTables(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('house.migrations') is not null and to_regclass('house.locks') is not null as there`,
  );
  if (rows[0]?.there) return;
  try {
    await client.query(TABLES);
  } catch (error) {
    if (!MADE_MEANWHILE.includes((error as { code?: string }).code ?? '')) throw error;
    await makeTables(client);
  }
}

/** The steps that were applied, by name. Throws `BegunByAnotherVersion`. */
async function appliedOf(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from house.migrations',
  );
  const applied = new Map(rows.map((it) => [it.name, it.hash]));
  refuseOthers(applied, migrations);
  return applied;
}

const hashOf = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex');

/** The place of a step: its lib, and its number there. */
const placeOf = (name: string): string => name.split('-', 1)[0] ?? name;

/** Refuses a step that was applied in the place of one of ours and is another. */
function refuseOthers(
  applied: ReadonlyMap<string, string>,
  migrations: readonly Migration[],
): void {
  const ours = new Map(migrations.map((it) => [it.name, hashOf(it)]));
  const places = new Set(migrations.map((it) => placeOf(it.name)));
  for (const [name, hash] of applied)
    if (places.has(placeOf(name)) && ours.get(name) !== hash) throw new BegunByAnotherVersion(name);
}

/** Applies one step, unless another program did so while this one waited for its turn. */
async function apply(
  client: pg.PoolClient,
  migration: Migration,
  all: readonly Migration[],
): Promise<void> {
  const { name, sql } = migration;
  await client.query("begin; set local idle_in_transaction_session_timeout = '30s'");
  await inTurn(client, 'migrations');
  if (!(await appliedOf(client, all)).has(name)) {
    await client.query(sql).catch((error: unknown) => {
      throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
    });
    await client.query('insert into house.migrations (name, hash) values ($1, $2)', [
      name,
      hashOf(migration),
    ]);
  }
  await client.query('commit');
}
