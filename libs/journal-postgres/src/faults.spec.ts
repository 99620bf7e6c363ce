import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool } from '#database';
import { type TestDatabase, testDatabase } from '#testing';
import { isConnectionLoss, isPassing } from './faults.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = createPool(database.url);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const faultOf = async (doing: Promise<unknown>): Promise<unknown> =>
  await doing.then(
    () => 'none',
    (error: unknown) => error,
  );

describe('a fault of PostgreSQL', () => {
  it('is a lost connection when the backend was ended, or nobody answers', async () => {
    const ended = faultOf(pool.query('select pg_terminate_backend(pg_backend_pid())'));
    expect(isConnectionLoss(await ended)).toBe(true);
    const nobody = createPool('postgres://a:b@127.0.0.1:1/c');
    expect(isConnectionLoss(await faultOf(nobody.query('select')))).toBe(true);
    await nobody.end();
    const slow = createPool(database.url, { query_timeout: 20 });
    expect(isConnectionLoss(await faultOf(slow.query('select pg_sleep(1)')))).toBe(true);
    await slow.end();
  });

  it('is not when the statement is to blame', async () => {
    for (const sql of ['select 1/0', 'select * from nowhere', `select '"\\u0000"'::jsonb`]) {
      const fault = await faultOf(pool.query(sql));
      expect([isConnectionLoss(fault), isPassing(fault, 0)]).toEqual([false, false]);
    }
    expect(isConnectionLoss(new TypeError('x is not a function'))).toBe(false);
  });

  it('is a collision when two transactions waited for each other', async () => {
    await pool.query('create table rows (id int primary key); insert into rows values (1), (2)');
    const [one, two] = [await pool.connect(), await pool.connect()];
    const lock = 'select from rows where id = $1 for update';
    await one.query('begin');
    await two.query('begin');
    await one.query(lock, [1]);
    await two.query(lock, [2]);
    const faults = await Promise.all([
      faultOf(one.query(lock, [2])),
      faultOf(two.query(lock, [1]).finally(() => two.query('rollback'))),
    ]);
    expect(faults.filter((it) => isPassing(it, 0))).toHaveLength(1);
    one.release(true);
    two.release(true);
  });
});
