import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';
import { createPool } from '#database';
import { type TestDatabase, testDatabase } from '#testing';
import { integers, jsons, texts, uuids } from './array-parameter.js';

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

const echo = async (type: string, parameter: Buffer): Promise<unknown> =>
  (await pool.query<{ it: unknown }>(`select $1::${type}[] as it`, [parameter])).rows[0]?.it;

describe('an array as PostgreSQL reads it', () => {
  it('holds integers, UUIDs and text as they were given', async () => {
    expect(await echo('integer', integers([-3, 0, 2_147_483_647]))).toEqual([-3, 0, 2_147_483_647]);
    const ids = ['00000000-0000-7000-8000-0000000000ff', 'FFFFFFFF-ffff-4fff-bfff-ffffffffffff'];
    expect(await echo('uuid', uuids(ids))).toEqual(ids.map((it) => it.toLowerCase()));
    expect(await echo('text', texts(['', 'a"b\\c', '{1,2}', 'NULL', 'é🎓']))).toEqual([
      '',
      'a"b\\c',
      '{1,2}',
      'NULL',
      'é🎓',
    ]);
  });

  it('holds any JSON', async () => {
    const value = fc.jsonValue({ noUnicodeString: false });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1 }), async (values) => {
        const sent = values.map((it) => JSON.stringify(it));
        const back = (
          await pool.query<{ it: unknown }>('select v as it from unnest($1::json[]) as v', [
            jsons(sent),
          ])
        ).rows.map((row) => row.it);
        expect(back).toEqual(sent.map((it) => JSON.parse(it) as unknown));
      }),
      { numRuns: 60 },
    );
  });
});
