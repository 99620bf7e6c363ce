import type pg from 'pg';

const ignore = (): void => undefined;

/**
 * Runs `work` in a transaction that `begin` opens; commits when it returns and rolls back when it throws. A
 * connection that broke, even between two statements, fails the work and is not used again.
 */
export async function transaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  const client = await pool.connect();
  client.on('error', ignore);
  let broken = false;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}
