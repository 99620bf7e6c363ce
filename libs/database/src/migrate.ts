import { createHash } from 'node:crypto';
import type pg from 'pg';

/** One step of a schema. Once applied anywhere it is never edited: a change is a further step. */
export interface Migration {
  /** Unique in the whole house: `<lib>.<number>-<what>`. */
  readonly name: string;
  readonly sql: string;
}

/** Any number will do, as long as every program of the house takes the same lock. */
const LOCK = 7_266_155_118;

/**
 * Applies the migrations that are not recorded yet, in order, each in its own transaction, one program at a
 * time. Throws when a recorded one has been edited since.
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
    for (const migration of migrations) await apply(client, migration, applied);
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
    client.release();
  } catch (error) {
    // the session ends, and the lock with it
    client.release(true);
    throw error;
  }
}

async function apply(
  client: pg.PoolClient,
  { name, sql }: Migration,
  applied: Map<string, string>,
): Promise<void> {
  const hash = createHash('sha256').update(sql).digest('hex');
  const before = applied.get(name);
  if (before === hash) return;
  if (before !== undefined)
    throw new Error(`migration ${name} was edited after it was applied: add a further one instead`);
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into house.migrations (name, hash) values ($1, $2)', [name, hash]);
    await client.query('commit');
  } catch (error) {
    throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
  }
  applied.set(name, hash);
}
