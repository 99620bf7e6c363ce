import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Entity } from 'typeorm';
import type { Projection } from '#eventing';
import { CountColumn, PenceColumn, ReadRow } from '#read-model';
import {
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import { made, planned, type VisitEvent } from '../../../../test/support/visits.js';
import { verifyProjection } from '../operating/verify.js';

@Entity({ schema: 'read', name: 'large' })
class Large extends ReadRow {
  @PenceColumn('What it came to', { filter: true })
  sum!: number;

  @CountColumn('The largest part', { nullable: true })
  most!: number | null;
}

/** Sums what visits cost, which may be any number. */
const large: Projection<Extract<VisitEvent, { type: 'VisitPlanned' | 'VisitMade' }>, Large> = {
  name: 'tests.large',
  version: 1,
  entity: Large,
  key: ({ data }) => `visit:${data.visitId}`,
  on: {
    VisitPlanned: (_, { data }, key) => ({ key, scope: [`urn:${data.urn}`], sum: 0, most: null }),
    VisitMade: (row, { data }) =>
      row && { ...row, sum: row.sum + data.hours, most: Math.max(row.most ?? 0, data.hours) },
  },
};

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

it('keeps sums beyond four bytes as numbers, and parks what no number can say exactly', async () => {
  const runner = await house.run([large]);
  const readings = await house.readings(Large);
  const largest = 2_147_483_647;
  await house.tell(planned('m1'), made('m1', largest), made('m1', largest));
  const at = await house.tell(made('m1', largest));
  expect(await runner.waitFor('tests.large', at, 20_000)).toBe(true);
  const live = await readings.one(large, 'visit:m1', { scope: 'all' });
  expect(live.value).toMatchObject({ sum: 3 * largest, most: largest });
  const list = { scope: 'all', filters: { sum: String(3 * largest) }, limit: 5 } as const;
  expect((await readings.list(large, list)).value.rows).toEqual([live.value]);

  const safe = Number.MAX_SAFE_INTEGER - 3 * largest;
  const still = await house.tell(made('m1', safe));
  await house.tell(made('m1', 1), planned('m2'));
  const end = await house.store.head();
  expect(await runner.waitFor('tests.large', end, 20_000)).toBe(true);
  expect(await house.parked('tests.large')).toEqual([
    ['visit:m1', 'VisitMade', expect.stringContaining('violates check constraint')],
  ]);
  const row = await readings.one(large, 'visit:m1', { scope: 'all' });
  expect(row.value).toMatchObject({ sum: Number.MAX_SAFE_INTEGER, most: safe });
  expect((await readings.one(large, 'visit:m2', { scope: 'all' })).value).toMatchObject({
    most: null,
  });
  const past = { asked: still, upTo: still, clock: 'recorded', day: '' } as const;
  const was = await readings.one(large, 'visit:m1', { scope: 'all', at: past });
  expect(was.value).toMatchObject({ sum: Number.MAX_SAFE_INTEGER });
  const { store, pool } = house;
  expect(await verifyProjection({ store, pool, projection: large })).toMatchObject({ ok: true });
}, 60_000);
