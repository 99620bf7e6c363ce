import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ORIGIN, type Position, type Recorded } from '#eventing';
import { rowsOf } from '#testing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import { askFor } from '../../../../test/support/ask-for.js';
import { made, planned, tagged, visits, visitsAs } from '../../../../test/support/visits.js';
import { type Lease, LeaseLost } from '../following/lease.js';
import { RowBudget } from '../folding/row-budget.js';
import { ProjectionWork } from './projection-follower.js';
import { register } from '../tables/register.js';

const MANY = 2_500;
let house: ProjectionsHouse;
let events: readonly Recorded[];
let end: Position;
let logId: string;
beforeAll(async () => {
  house = await projectionsHouse();
  await house.tell(planned('a'), planned('b'), made('a', 1), made('b', 2));
  await house.tell(tagged('a', 'x'), tagged('b', 'full'), tagged('b', 'y'), made('a', 2));
  end = await house.tellAtOnce(Array.from({ length: MANY }, (_, n) => planned(`many-${n}`)));
  events = await eventsOf(house.store);
  logId = await house.store.logId();
});
afterAll(() => house.close());

const foldOf = (projection: ReturnType<typeof visitsAs>, of: readonly Recorded[]) =>
  rowsOf(projection, ...(of as never[]));
const signal = new AbortController().signal;
const partOf = (from: number, to: number) => {
  const part = events.slice(from, to);
  return { part, at: part.at(-1)!.position };
};

async function ready(name: string, projection = visitsAs(name)) {
  const work = new ProjectionWork(house.pool, house.store, projection, new RowBudget());
  await register(house.pool, logId, [work], [projection]);
  return { projection, work };
}

async function lead({ name, version }: ProjectionWork, owner = 'me', ttlMs = 60_000) {
  const got = await askFor(house.pool, { name, version }, { owner, logId, ttlMs });
  if (got?.kind !== 'leading') throw new Error(`${owner} got ${got?.kind}`);
  return got.lease;
}

const take = (work: ProjectionWork, lease: Lease, from: number, to: number, more: boolean) => {
  const { part, at } = partOf(from, to);
  return work.apply(lease, part, at, signal, more);
};

/** A read model whose table takes no row with the tag `full`. */
async function choosy(name: string) {
  const { projection, work } = await ready(name);
  await house.pool.query(`alter table projection.tests_${name}_v1 add check (not tags ? 'full')`);
  return { projection, work };
}

describe('a follower that is far behind', () => {
  it('writes the rows of many batches with one checkpoint', async () => {
    const { projection, work } = await ready('strides');
    const lease = await lead(work);
    const before = lease.position;
    await take(work, lease, 0, 3, true);
    await take(work, lease, 3, 8, true);
    expect(lease.position).toBe(before);
    expect(work.reached).toBe(events[7]!.position);
    expect(await house.rows(projection)).toEqual({});

    await take(work, lease, 8, 10, false);
    expect(work.reached).toBeUndefined();
    expect(lease.position).toBe(events[9]!.position);
    expect(await house.rows(projection)).toEqual(foldOf(projection, events.slice(0, 10)));
  });

  it('writes before the lease must be renewed, and goes on with the rows it has', async () => {
    const { projection, work } = await ready('renewed');
    const lease = await lead(work, 'me', 30);
    await take(work, lease, 0, 3, true);
    await new Promise((go) => setTimeout(go, 20));
    await take(work, lease, 3, 5, true);
    expect(lease.position).toBe(events[4]!.position);
    await take(work, lease, 5, 8, false);
    expect(await house.rows(projection)).toEqual(foldOf(projection, events.slice(0, 8)));
  });

  it('keeps nothing of what it held back when another leads by then', async () => {
    const { projection, work } = await ready('lost');
    const mine = await lead(work);
    await take(work, mine, 0, 8, true);
    await house.pool.query(
      `update house.followers set expires = '-infinity' where name = 'tests.lost'`,
    );
    const theirs = await ready('lost', projection);
    const fresh = await lead(theirs.work, 'you');
    await expect(take(work, mine, 8, 10, false)).rejects.toThrow(LeaseLost);
    expect(await house.rows(projection)).toEqual({});
    await take(theirs.work, fresh, 0, 10, false);
    expect(await house.rows(projection)).toEqual(foldOf(projection, events.slice(0, 10)));
  });

  it('writes very many rows at once or not at all', async () => {
    const { projection, work } = await ready('very_many');
    const lease = await lead(work);
    await take(work, lease, 0, 8, true);
    await take(work, lease, 8, MANY + 7, true);
    await house.pool.query(
      `alter table projection.tests_very_many_v1 add constraint last check (key <> 'visit:many-0')`,
    );
    const rest = () => take(work, lease, MANY + 7, MANY + 8, false);
    await expect(rest()).rejects.toThrow('check constraint');
    expect(lease.position).toBe(ORIGIN);
    expect(await house.rows(projection)).toEqual({});

    await house.pool.query('alter table projection.tests_very_many_v1 drop constraint last');
    await take(work, await lead(work), 0, MANY + 8, false);
    expect(await house.rows(projection)).toEqual(foldOf(projection, events));
  });

  it('parks an event that cannot be folded together with all that it held back', async () => {
    const projection = visitsAs('halting', {
      on: {
        ...visits.on,
        VisitTagged: () => {
          throw new Error('no tags');
        },
      },
    });
    const { work } = await ready('halting', projection);
    const lease = await lead(work);
    await take(work, lease, 0, 4, true);
    await take(work, lease, 4, 8, true);
    expect(lease.position).toBe(events[7]!.position);
    expect(work.reached).toBeUndefined();
    expect((await house.parked('tests.halting')).map((it) => (it as string[])[1])).toEqual([
      ...['VisitTagged', 'VisitMade', 'VisitTagged', 'VisitTagged'],
    ]);
    expect(await house.rows(projection)).toMatchObject({
      'visit:a': { timesMade: 1, tags: [] },
      'visit:b': { timesMade: 1, tags: [] },
    });
  });

  it('writes one by one what the database refused at once, until the culprit is parked', async () => {
    const { projection, work } = await choosy('choosy');
    const lease = await lead(work);
    await take(work, lease, 0, 3, true);
    await expect(take(work, lease, 3, 7, false)).rejects.toThrow('check constraint');
    expect(await house.rows(projection)).toEqual({});

    // as its follower does then: again from the checkpoint, in any steps
    await take(work, lease, 0, 4, true);
    expect(lease.position).toBe(events[3]!.position);
    await take(work, lease, 4, 8, true);
    expect(await house.parked('tests.choosy')).toHaveLength(2);
    await take(work, lease, 8, 10, false);
    expect(await house.rows(projection)).toEqual({
      ...foldOf(projection, events.slice(0, 10)),
      'visit:b': expect.objectContaining({ timesMade: 1, tags: [] }),
    });
  });

  it('does all that by itself', async () => {
    const { projection } = await choosy('by_itself');
    const runner = await house.run([projection], { liveBatch: 3 });
    expect(await runner.waitFor('tests.by_itself', end, 20_000)).toBe(true);
    const all = foldOf(projection, events);
    expect(Object.keys(all)).toHaveLength(MANY + 2);
    expect(await house.rows(projection)).toEqual({
      ...all,
      'visit:b': expect.objectContaining({ timesMade: 1, tags: [] }),
    });
    const status = () => runner.status().find((it) => it.name === 'tests.by_itself');
    expect(status()).toMatchObject({ lastError: null, parkedKeys: 1, position: end });
  });
});
