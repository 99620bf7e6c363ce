import type pg from 'pg';
import { createPool, startPostgres } from '#database';
import type { Config } from './config.js';

/** The database of the house: one's own, or the embedded one. */
export interface OpenDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Lets go; the embedded server ends with the last program that uses it. */
  close(): Promise<void>;
}

/** Connects to `DATABASE_URL`, or to the embedded server, which is started or adopted first. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) {
    const pool = createPool(config.databaseUrl);
    return { url: config.databaseUrl, pool, close: () => pool.end() };
  }
  const server = await startPostgres({ folder: config.folder });
  const pool = createPool(server.url);
  return {
    url: server.url,
    pool,
    close: async () => {
      await pool.end();
      if (await isUnused(server.url)) await server.stop();
    },
  };
}

const LOOKS = 10;

/** Whether nobody is connected any more; our own connections take a moment to be gone. */
async function isUnused(url: string): Promise<boolean> {
  const pool = createPool(url, { max: 1 });
  try {
    for (let look = 1; look <= LOOKS; look++) {
      const { rows } = await pool.query<{ others: number }>(
        `select count(*)::int as others from pg_stat_activity
         where backend_type = 'client backend' and datname = current_database()
           and pid <> pg_backend_pid()`,
      );
      if (rows[0]?.others === 0) return true;
      await pool.query('select pg_sleep(0.05)');
    }
    return false;
  } catch {
    // a server that does not answer is of use to nobody
    return true;
  } finally {
    await pool.end();
  }
}
