import { expect, it } from '@jest/globals';
import { configOf, migrations, openPlatform } from '#composition';
import { createPool, type Migration, migrate } from '#database';
import { SystemClock } from '#eventing';
import { quiet } from '#http';
import { testDatabase } from '#testing';

/** The steps of a version that told of facts, and of what they were about. */
const another: readonly Migration[] = [
  { name: 'journal.1-log', sql: 'create schema journal; create table journal.facts ()' },
  { name: 'projections.2-about', sql: 'create table house.about ()' },
];

it.each([
  ['journal.1-log', another.slice(0, 1)],
  ['projections.2-about', another.slice(1)],
])('a platform does not start on a database with another step %s', async (step, steps) => {
  const database = await testDatabase();
  const pool = createPool(database.url);
  await migrate(pool, steps);
  const open = openPlatform(
    configOf({ DATABASE_URL: database.url }, '/'),
    new SystemClock(),
    quiet,
  );
  await expect(open).rejects.toThrow(
    new RegExp(
      `^the database was begun by another version of Groundswell, whose step ${step} .* Begin anew with an empty `,
    ),
  );
  const { rows } = await pool.query<{ name: string }>('select name from house.migrations');
  expect(rows.map((it) => it.name)).toEqual([step]);
  await pool.end();
  await database.drop();
});

it('no two steps stand in one place', () => {
  const places = migrations.map((it) => it.name.split('-', 1)[0]);
  expect(new Set(places).size).toBe(places.length);
});
