import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import { planned, visitsAs } from '../../../../test/support/visits.js';
import { compare } from './comparison.js';
import { keysOfStreams } from './keys-waiting.js';
import { transaction } from '../tables/transaction.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

const follower = { name: 'tests.compared', version: 1 };
const MANY = 12_000;

describe('two tables of a read model', () => {
  it('are compared without the rows that wait, however many they are', async () => {
    await house.pool.query(`
      create table projection.one as
        select 'visit:' || n as key, 'before' as state from generate_series(1, ${MANY}) n;
      create table projection.other as
        select 'visit:' || n as key, 'after' as state from generate_series(1, ${MANY}) n`);
    await house.pool.query(
      `insert into house.parked (projection, version, key, position, event_id, type, stream, revision)
       select $1, $2, 'visit:' || n, lpad(n::text, 20, '0'), 'f' || n, 'VisitMade', 's', n
       from generate_series(1, ${MANY} - 2) n`,
      [follower.name, follower.version],
    );
    const found = await transaction(house.pool, (client) =>
      compare(client, 'projection.one', 'projection.other', follower, [`visit:${MANY}`]),
    );
    expect(found).toMatchObject({ before: MANY, rows: MANY, added: 0, removed: 0, changed: 1 });
    expect(found.keys).toEqual([`visit:${MANY - 1}`]);
  });

  it('leave out every row of a stream of which not even the rows are known, page by page', async () => {
    const events = Array.from({ length: 1_100 }, (_, nth) => planned(`k${nth}`));
    await house.tellAtOnce(events);
    await house.pool.query(
      `insert into house.parked (projection, version, key, position, event_id, type, stream, revision)
       select $1, $2, stream, lpad(position::text, 20, '0'), id::text, type, stream, revision
       from journal.events`,
      [follower.name, 2],
    );
    const keys = await transaction(house.pool, (client) =>
      keysOfStreams({ client, store: house.store }, visitsAs('compared'), {
        ...follower,
        version: 2,
      }),
    );
    expect(keys.sort()).toEqual(events.map((it) => `visit:${it.data.visitId}`).sort());
  });
});
