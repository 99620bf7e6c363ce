import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { type TestDatabase, testDatabase } from '#testing';
import { HeldLock, inTurn } from './locks.js';
import { migrate } from './migrate.js';
import { createPool } from './pool.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = createPool(database.url);
  await migrate(pool, []);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

describe('a lock of a transaction', () => {
  it('is had by one after the other, and not in the way of another name', async () => {
    const [first, second, other] = await Promise.all([1, 2, 3].map(() => pool.connect()));
    const said: string[] = [];
    for (const it of [first, second, other]) await it!.query('begin');
    await inTurn(first!, 'one');
    const waiting = inTurn(second!, 'one').then(() => said.push('second'));
    await inTurn(other!, 'another');
    said.push('other');
    await other!.query('commit');
    said.push('first ends');
    await first!.query('commit');
    await waiting;
    await second!.query('rollback');
    for (const it of [first, second, other]) it!.release();
    expect(said).toEqual(['other', 'first ends', 'second']);
  });
});

describe('a lock that is held', () => {
  it('is one holder’s until it is released', async () => {
    const mine = await HeldLock.take(pool, 'held');
    expect(await mine!.isHeld()).toBe(true);
    expect(await HeldLock.take(pool, 'held')).toBeUndefined();
    await mine!.release();
    expect(await mine!.isHeld()).toBe(false);
    const next = await HeldLock.take(pool, 'held');
    expect(await next!.isHeld()).toBe(true);
    await next!.release();
    const { rows } = await pool.query(`select from house.locks where name = 'held'`);
    expect(rows).toEqual([]);
  });

  it('of a holder who died goes to the next once its time is over, and is not theirs any more', async () => {
    const dead = await HeldLock.take(pool, 'orphan');
    await pool.query(`update house.locks set expires = '-infinity' where name = 'orphan'`);
    const next = await HeldLock.take(pool, 'orphan');
    expect([await dead!.isHeld(), await next!.isHeld()]).toEqual([false, true]);
    await dead!.release();
    expect(await next!.isHeld()).toBe(true);
    await next!.release();
  });
});

it('no advisory lock is taken anywhere: whoever connects could hold its number', () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const sources = ['libs', 'apps', 'infra'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((it) => /\.(ts|mjs|sql)$/.test(it) && !/(^|\/)(node_modules|dist)\//.test(it))
      .filter((it) => !it.endsWith('.spec.ts'))
      .map((it) => path.join(root, folder, it)),
  );
  expect(sources.length).toBeGreaterThan(300);
  const takes = /select\s+pg_(try_)?advisory_/i;
  expect(sources.filter((it) => takes.test(readFileSync(it, 'utf8')))).toEqual([]);
});
