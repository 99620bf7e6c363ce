import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { type TestDatabase, testDatabase } from '#testing';
import { BegunByAnotherVersion, migrate } from './migrate.js';
import { createPool } from './pool.js';

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

const exists = async (table: string): Promise<boolean> =>
  (await pool.query<{ it: string | null }>('select to_regclass($1) as it', [table])).rows[0]?.it !==
  null;

describe('migrations', () => {
  it('are applied once, in order, whatever number of programs start at once', async () => {
    const steps = [
      { name: 'a.1', sql: 'create table a (x int)' },
      { name: 'a.2', sql: 'alter table a add y int; insert into a values (1, 2)' },
    ];
    await Promise.all([1, 2, 3, 4].map(() => migrate(pool, steps)));
    expect((await pool.query('select * from a')).rows).toEqual([{ x: 1, y: 2 }]);
  });

  it('of other libs are left alone', async () => {
    await migrate(pool, [{ name: 'b.1', sql: 'create table b ()' }]);
    const { rows } = await pool.query('select name from house.migrations order by name');
    expect(rows.map((it: { name: string }) => it.name)).toEqual(['a.1', 'a.2', 'b.1']);
  });

  it('that fail leave nothing behind, and keep those before them', async () => {
    const steps = [
      { name: 'c.1', sql: 'create table c ()' },
      { name: 'c.2', sql: 'create table d (); select 1/0' },
    ];
    await expect(migrate(pool, steps)).rejects.toThrow('migration c.2: division by zero');
    expect([await exists('c'), await exists('d')]).toEqual([true, false]);
    await migrate(pool, [{ name: 'c.1', sql: 'create table c ()' }]);
  });

  const begunByAnother = /^the database was begun by another version .* Begin anew with an empty /;

  it('are refused, all of them, on a database that was begun with another one of the same name', async () => {
    const edited = [
      { name: 'e.1', sql: 'create table e ()' },
      { name: 'a.1', sql: 'create table a (x bigint)' },
    ];
    await expect(migrate(pool, edited)).rejects.toThrow(BegunByAnotherVersion);
    await expect(migrate(pool, edited)).rejects.toThrow('step a.1 is not');
    expect(await exists('e')).toBe(false);
  });

  it('are refused where one of another name stands in the place of ours', async () => {
    const first = { name: 'f.1-log', sql: 'create table f ()' };
    await migrate(pool, [first, { name: 'f.2-about', sql: 'create table about ()' }]);
    const ours = [first, { name: 'f.2-tags', sql: 'create table tags ()' }];
    await expect(migrate(pool, ours)).rejects.toThrow(begunByAnother);
    await expect(migrate(pool, ours)).rejects.toThrow('step f.2-about is not');
    expect([await exists('about'), await exists('tags')]).toEqual([true, false]);
  });

  it('of a later version are in nobody’s way', async () => {
    const first = { name: 'g.1-log', sql: 'create table g ()' };
    await migrate(pool, [first, { name: 'g.2-more', sql: 'create table more ()' }]);
    await migrate(pool, [first]);
    expect(await exists('more')).toBe(true);
  });
});
