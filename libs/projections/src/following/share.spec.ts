import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createPool } from '#database';
import {
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import { made, planned, visitsAs } from '../../../../test/support/visits.js';
import type { ProjectionRunner } from './runner.js';
import { verifyProjection } from '../operating/verify.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

const projections = ['a', 'b', 'c', 'd', 'e'].map((it) => visitsAs(`shared_${it}`));
const leads = (runner: ProjectionRunner): number =>
  runner.status().filter((it) => it.state === 'leading').length;

it('shares leases with who starts later, and stops when the shares are even', async () => {
  const pools = [createPool(house.url), createPool(house.url)];
  const [first, second] = pools;
  const one = await house.run(projections, { leaseMs: 600, pool: first! });
  await until(() => leads(one) === 6);
  const two = await house.run(projections, { leaseMs: 600, pool: second! });
  let told = 0;
  await until(async () => {
    await house.tell(planned(`v${told % 9}`), made(`v${told % 9}`, told++ % 7));
    return leads(one) === 3 && leads(two) === 3;
  });
  // even shares stay where they are
  const owners = async () =>
    (
      await house.pool.query<{ epoch: string }>(
        'select name, owner, epoch from house.followers order by name',
      )
    ).rows;
  const before = await owners();
  await new Promise((go) => setTimeout(go, 1_500));
  expect(await owners()).toEqual(before);

  // the share of one that ends goes to the other
  await one.stop();
  await until(() => leads(two) === 6);
  const end = await house.store.head();
  for (const projection of projections) {
    expect(await two.waitFor(projection.name, end, 10_000)).toBe(true);
    const proof = await verifyProjection({ store: house.store, pool: house.pool, projection });
    expect(proof).toMatchObject({ ok: true });
  }
  await two.stop();
  await Promise.all(pools.map((it) => it.end()));
}, 60_000);
