import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Oversight } from '#projections';
import { BadCursor } from '#read-model';
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

const NAME = 'tests.paged';

it('shows what is parked page by page, each event once and in order', async () => {
  const runner = await house.run([visitsAs('paged')]);
  await runner.stop();
  const parked = ['visit:a b 3', 'visit:a b 1', 'visit:c 2', 'visit:a 4', 'visit:c 9'];
  for (const it of parked) {
    const [, key = '', position = ''] = /^(.*) (\d)$/.exec(it) ?? [];
    await house.pool.query(
      `insert into house.parked (projection, version, key, position, event_id, type, stream, revision)
       values ($1, 1, $2, lpad($3, 20, '0'), $3, 'VisitMade', 's', 0)`,
      [NAME, key, position],
    );
  }
  const oversight = new Oversight(house.pool, house.store, []);
  const seen: string[][] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await oversight.parked(NAME, { cursor, limit: 2 });
    seen.push(page.items.map((it) => `${it.key} ${Number(it.position)}`));
    cursor = page.next;
    more = cursor !== undefined;
  }
  expect(seen).toEqual([['visit:a 4', 'visit:a b 1'], ['visit:a b 3', 'visit:c 2'], ['visit:c 9']]);
  await expect(oversight.parked(NAME, { cursor: 'eA', limit: 2 })).rejects.toThrow(BadCursor);
});
