import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

const TABLES = ['people', 'notes', 'salts', 'erasures'];
/** Longer than an analyst may look at one state of the data. */
const PATIENCE_MS = 90_000;
const LOOK_MS = 100;
/** PostgreSQL's codes for what the role may not do, and for a lock that is not to be had. */
const NOT_ALLOWED = '42501';
const LOCKED = '55P03';

/** Somebody keeps PostgreSQL from removing rows. It is told as the server's own "not available just now". */
class StillLookedAt extends Error {
  readonly code = LOCKED;
  constructor() {
    super(
      'a transaction that began before the erasure is still open, so its rows cannot be removed from the disk: ' +
        'end it (see pg_stat_activity), and the next round finishes the erasure',
    );
    this.name = 'StillLookedAt';
  }
}

/**
 * Writes the register's tables anew, so that no page of their files holds what was deleted or changed. Throws when
 * somebody reads with so old a view of the data that PostgreSQL has to keep it for them, or when it is aborted.
 */
export async function rewrite(pool: Pool, signal: AbortSignal): Promise<void> {
  await untilNobodyLooksBack(pool, signal);
  const client = await pool.connect();
  try {
    // whoever reads or writes there meanwhile waits behind us no longer than this
    await client.query("set lock_timeout = '5s'");
    for (const table of TABLES) await writeAnew(client, table, signal);
    // the files of before are let go of at the next checkpoint: now, rather than within minutes
    await client.query('checkpoint').catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== NOT_ALLOWED) throw error;
    });
  } finally {
    // with its setting
    client.release(true);
  }
}

async function writeAnew(client: PoolClient, table: string, signal: AbortSignal): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await client.query(`vacuum (full) register.${table}`);
      return;
    } catch (error) {
      const locked = (error as { code?: unknown }).code === LOCKED;
      if (!locked || performance.now() > end) throw error;
      await pause(LOOK_MS, undefined, { signal });
    }
  }
}

/** A vacuum looks back at nothing, though it says that it does. */
const LOOKING_BACK = `
  select from pg_stat_activity
  where (datname = current_database() or backend_type = 'walsender') and pid <> pg_backend_pid()
    and greatest(age(backend_xmin), age(backend_xid)) > age($1::text::xid)
    and not (backend_type = 'autovacuum worker' and query like 'autovacuum: VACUUM %'
      and query not like '%ANALYZE%')`;

async function untilNobodyLooksBack(pool: Pool, signal: AbortSignal): Promise<void> {
  const { rows } = await pool.query<{ now: string }>(
    'select pg_current_xact_id()::text::numeric % 4294967296 as now',
  );
  const end = performance.now() + PATIENCE_MS;
  while ((await pool.query(LOOKING_BACK, [rows[0]?.now])).rowCount !== 0) {
    if (performance.now() > end) throw new StillLookedAt();
    await pause(LOOK_MS, undefined, { signal });
  }
}
