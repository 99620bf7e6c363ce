import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ShownToAnalysts } from '#read-model';
import {
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import { visitsAs } from '../../../../test/support/visits.js';

let house: ProjectionsHouse;

beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

it('a start that changes a view waits for who reads it, and lets others read meanwhile', async () => {
  const first = await house.run([visitsAs('looked_at')]);
  await first.stop();
  const reader = await house.pool.connect();
  await reader.query('begin; select * from read.looked_at');

  const changed = visitsAs('looked_at');
  ShownToAnalysts({
    name: 'looked_at_shown',
    says: 'Visits',
    columns: { urn: { sql: 'urn', says: 'The school' } },
  })(changed.entity);
  let started = false;
  const starting = house.run([changed]).finally(() => (started = true));
  const waiting = async (): Promise<boolean> => {
    const { rowCount } = await house.pool.query(
      `select from pg_locks where relation = 'read.looked_at'::regclass and not granted`,
    );
    return rowCount !== 0;
  };
  while (!(await waiting())) await new Promise((go) => setTimeout(go, 10));
  // behind a start that waits without end, this would wait as well
  await house.pool.query('select * from read.looked_at');
  expect(started).toBe(false);

  await reader.query('commit');
  reader.release();
  await (await starting).stop();
  await house.pool.query('select urn from read.looked_at_shown');
}, 60_000);
