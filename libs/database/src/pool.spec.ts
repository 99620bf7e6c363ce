import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '#testing';
import { dataSourceOf } from './data-source.js';
import { LONG } from './limits.js';
import { createPool } from './pool.js';

describe('a pool', () => {
  it('outlives connections that break while idle, and tells of them', async () => {
    const database = await testDatabase();
    const told: string[] = [];
    const pool = createPool(database.url, { onError: (error) => told.push(error.message) });
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    const killer = createPool(database.url);
    const removed = new Promise((done) => pool.once('remove', done));
    await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await removed;
    expect(told).toEqual(['terminating connection due to administrator command']);
    await expect(pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
    await Promise.all([pool.end(), killer.end()]);
    await database.drop();
  });

  it('outlives a connection that breaks in the hands of a caller', async () => {
    const database = await testDatabase();
    const pool = createPool(database.url);
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise((done) => client.once('end', done));
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow();
    client.release(true);
    await expect(pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
    await pool.end();
    await database.drop();
  });
});

describe('a pool and a database that became read-only', () => {
  it('keeps no connection to it once a write was refused', async () => {
    const database = await testDatabase();
    const pool = createPool(database.url, { max: 2 });
    await pool.query('create table written (x int)');
    const [one, other] = [await pool.connect(), await pool.connect()];
    const pidOf = async (it: typeof one) =>
      (await it.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;
    const before = new Set([await pidOf(one), await pidOf(other)]);
    other.release();
    // as after a fail-over, seen from this connection
    await one.query('set default_transaction_read_only = on');
    await expect(one.query('insert into written values (1)')).rejects.toMatchObject({
      code: '25006',
    });
    one.release();
    for (const _ of [1, 2, 3]) {
      const next = await pool.connect();
      expect(before).not.toContain(await pidOf(next));
      await next.query('insert into written values (1)');
      next.release();
    }
    await pool.end();
    await database.drop();
  });

  it('has a limit for every statement, on the server and here', async () => {
    const database = await testDatabase();
    const source = dataSourceOf(database.url, []);
    await source.initialize();
    const pools = [
      createPool(database.url),
      createPool(database.url, LONG),
      (source.driver as unknown as { master: ReturnType<typeof createPool> }).master,
    ];
    const limits = await Promise.all(pools.map((it) => it.query('show statement_timeout')));
    expect(limits.map((it) => it.rows)).toEqual([
      [{ statement_timeout: '30s' }],
      [{ statement_timeout: '1h' }],
      [{ statement_timeout: '30s' }],
    ]);
    expect(pools.map((it) => it.options.query_timeout)).toEqual([35_000, 3_605_000, 35_000]);
    await source.destroy();
    await Promise.all(pools.slice(0, 2).map((it) => it.end()));
    await database.drop();
  });
});
