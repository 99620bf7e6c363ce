import { expect, it } from '@jest/globals';
import pg from 'pg';
import { isUnavailable } from './unavailable.js';
import { problemOf } from './problem-of.js';

it('knows a server that is not there from what drivers really say', async () => {
  const nobody = 'postgres://nobody@127.0.0.1:1/none';
  const client = new pg.Client({ connectionString: nobody });
  const refused: unknown = await client.connect().catch((error: unknown) => error);
  expect(isUnavailable(refused)).toBe(true);
  expect(problemOf(refused)).toMatchObject({ status: 503, code: 'unavailable' });

  const pool = new pg.Pool({ connectionString: nobody });
  await pool.end();
  const ended: unknown = await pool.query('select 1').catch((error: unknown) => error);
  expect(isUnavailable(ended)).toBe(true);
});

it('knows it by its code, however deep it is wrapped', () => {
  const gone = Object.assign(new Error('terminating connection'), { code: '57P01' });
  expect(isUnavailable(Object.assign(new Error('query failed'), { driverError: gone }))).toBe(true);
  expect(isUnavailable(new Error('append failed', { cause: gone }))).toBe(true);
  expect(isUnavailable(new AggregateError([new Error('one'), gone]))).toBe(true);
  expect(isUnavailable(Object.assign(new Error('14 UNAVAILABLE'), { code: 14 }))).toBe(true);
});

it('does not take our own mistakes for theirs', () => {
  const violation = Object.assign(new Error('duplicate key'), { code: '23505' });
  for (const it of [violation, new Error('x is not a function'), undefined, null, 'text', 7])
    expect(isUnavailable(it)).toBe(false);
  expect(problemOf(violation)).toMatchObject({ status: 500, code: 'internal' });
});
