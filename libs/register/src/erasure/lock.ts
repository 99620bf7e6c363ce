import type { Pool } from 'pg';

/** Any number will do, as long as every program of the house takes the same lock. */
const LOCK = 7_266_155_119;

/** One erasure at a time, in the whole house. */
export async function locked<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}
