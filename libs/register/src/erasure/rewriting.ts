import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';

const TABLES = ['people', 'notes', 'salts', 'erasures'];
const PATIENCE_MS = 30_000;
const LOOK_MS = 100;
/** PostgreSQL's code for what the role may not do. */
const NOT_ALLOWED = '42501';

/**
 * Writes the register's tables anew, so that no page of their files holds what was deleted or changed. Throws when
 * somebody reads with so old a view of the data that PostgreSQL has to keep it for them.
 */
export async function rewrite(pool: Pool): Promise<void> {
  await untilNobodyLooksBack(pool);
  for (const table of TABLES) await pool.query(`vacuum (full) register.${table}`);
  try {
    // the files of before are let go of at the next checkpoint: now, rather than within minutes
    await pool.query('checkpoint');
  } catch (error) {
    if ((error as { code?: unknown }).code !== NOT_ALLOWED) throw error;
  }
}

async function untilNobodyLooksBack(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ now: string }>(
    'select pg_current_xact_id()::text::numeric % 4294967296 as now',
  );
  const now = rows[0]?.now;
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const looking = await pool.query(
      `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and age(backend_xmin) > age($1::text::xid)`,
      [now],
    );
    if (looking.rowCount === 0) return;
    await pause(LOOK_MS);
  }
  throw new Error(
    'a transaction that began before the erasure is still open, so its rows cannot be removed from the disk: ' +
      'end it (see pg_stat_activity), and the next round finishes the erasure',
  );
}
