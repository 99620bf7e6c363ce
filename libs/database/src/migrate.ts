import { createHash } from 'node:crypto';
import type pg from 'pg';

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

/** Any number will do, as long as every program of the house takes the same lock. */
const LOCK = 7_266_155_118;

/**
 * Applies the migrations that are not recorded yet, in order, each in its own transaction, one program at a
 * time. A database with other steps in their place is refused (`BegunByAnotherVersion`), and left as it is; further
 * steps of a later version are not in anybody's way.
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('create schema if not exists house');
    await client.query(
      `create table if not exists house.migrations (
         name text primary key, hash text not null, applied_on timestamptz not null default now())`,
    );
    const { rows } = await client.query<{ name: string; hash: string }>(
      'select name, hash from house.migrations',
    );
    const applied = new Map(rows.map((it) => [it.name, it.hash]));
    refuseOthers(applied, migrations);
    for (const migration of migrations)
      if (!applied.has(migration.name)) await apply(client, migration);
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
    client.release();
  } catch (error) {
    // the session ends, and the lock with it
    client.release(true);
    throw error;
  }
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

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  const { name, sql } = migration;
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into house.migrations (name, hash) values ($1, $2)', [
      name,
      hashOf(migration),
    ]);
    await client.query('commit');
  } catch (error) {
    throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
  }
}
