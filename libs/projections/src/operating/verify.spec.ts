import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import {
  cancelled,
  made,
  planned,
  schoolMonths,
  tagged,
  visits,
} from '../../../../test/support/visits.js';
import { verifyProjection } from './verify.js';

let house: ProjectionsHouse;
const verify = () => verifyProjection({ store: house.store, pool: house.pool, projection: visits });

beforeAll(async () => {
  house = await projectionsHouse();
  const runner = await house.run([visits, schoolMonths]);
  const events = Array.from({ length: 1_200 }, (_, n) => planned(`v${n}`));
  await house.tellAtOnce(events);
  const end = await house.tell(tagged('v3', 'b'), made('v3', 1.1), cancelled('v4'));
  await runner.waitFor('tests.visits', end, 10_000);
  await runner.waitFor('tests.school-months', end, 10_000);
});
afterAll(() => house.close());

/** Breaks the table by hand, looks, and puts it back. */
async function broken(sql: string) {
  await house.pool.query('create table kept as select * from projection.tests_visits_v1');
  await house.pool.query(sql);
  try {
    return await verify();
  } finally {
    await house.pool.query('truncate projection.tests_visits_v1');
    await house.pool.query('insert into projection.tests_visits_v1 select * from kept');
    await house.pool.query('drop table kept');
  }
}

describe('the proof of a read model', () => {
  it('says what was proved, and at which position', async () => {
    expect(await verify()).toEqual({
      projection: 'tests.visits',
      version: 1,
      position: await house.store.head(),
      rows: 1_199,
      events: 1_203,
      ok: true,
      parked: 0,
    });
    expect(
      await verifyProjection({ store: house.store, pool: house.pool, projection: schoolMonths }),
    ).toMatchObject({ ok: true, rows: 3, events: 2 });
  });

  it('names the first row that was edited, with both values', async () => {
    const found = await broken(
      `update projection.tests_visits_v1 set longest_hours = 1.2 where key = 'visit:v3'`,
    );
    expect(found).toMatchObject({
      ok: false,
      difference: {
        key: 'visit:v3',
        expected: { longest_hours: 1.1 },
        found: { longest_hours: 1.2 },
      },
    });
  });

  it('names a row that is missing', async () => {
    const found = await broken(`delete from projection.tests_visits_v1 where key >= 'visit:v7'`);
    expect(found.difference).toMatchObject({ key: 'visit:v7', found: null });
  });

  it('names a row too many, wherever it stands', async () => {
    for (const key of ['a', 'visit:v4', 'zzz']) {
      const found = await broken(
        `insert into projection.tests_visits_v1
         select (jsonb_populate_record(t, jsonb_build_object('key', '${key}'))).*
         from projection.tests_visits_v1 t where key = 'visit:v1'`,
      );
      expect(found.difference).toMatchObject({ key, expected: null });
    }
    expect(await verify()).toMatchObject({ ok: true });
  });
});
