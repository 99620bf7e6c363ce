import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Position, Projection } from '#eventing';
import type { ReadTogether } from '#read-model';
import {
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import { made, planned, schoolMonths, visits } from '../../../../test/support/visits.js';
import type { PostgresReadings } from './postgres-readings.js';
import type { ProjectionRunner } from '../following/runner.js';

let house: ProjectionsHouse;
let runner: ProjectionRunner;
let readings: PostgresReadings;
beforeAll(async () => {
  house = await projectionsHouse();
  runner = await house.run([visits, schoolMonths]);
  readings = await house.readings();
});
afterAll(() => house.close());

const both = [visits, schoolMonths] as unknown as Projection[];
const all = { scope: 'all', filters: { urn: '100001' }, limit: 50 } as const;
const months = { scope: 'all', filters: {}, limit: 50 } as const;

/** How often visits were made, as each of the two read models has it. */
const counted = async (from: ReadTogether) => {
  const [visit, month] = both as [Projection<never, never>, Projection<never, never>];
  const of = async (it: typeof visit, asked: typeof all | typeof months) =>
    (await from.list(it, asked)).rows as unknown as {
      key: string;
      timesMade: number;
      balance: number;
    }[];
  const made = (await of(visit, all)).reduce((sum, it) => sum + it.timesMade, 0);
  const balance = (await of(month, months)).find((it) => it.key === 'urn:100001')?.balance ?? 0;
  return { made, balance };
};

async function settled(...events: ReturnType<typeof planned | typeof made>[]): Promise<Position> {
  const at = await house.tell(...events);
  for (const it of both) await runner.waitFor(it.name, at, 5_000);
  return at;
}

/** Says that a read model stands where it does not, as one that is behind does. */
const setBack = (name: string, position: Position) =>
  house.pool.query('update house.followers set position = $2 where name = $1', [name, position]);

describe('several read models', () => {
  it('are read at one position', async () => {
    const at = await settled(planned('t1', '100001'), made('t1', 2, '100001'));
    expect(await readings.together(both, {}, counted)).toEqual({
      value: { made: 1, balance: 1 },
      position: at,
    });
  });

  it('are true at the lowest of theirs, when those ahead met nothing since', async () => {
    const before = await settled(made('t1', 2, '100001'));
    // an event of which only the visits are told, and that changes no visit of the school
    const at = await settled(planned('t9', '100009'));
    await runner.stop();
    await setBack(visits.name, before);
    const answer = await readings.together(both, {}, counted);
    expect(answer).toEqual({ value: { made: 2, balance: 2 }, position: before });
    await setBack(visits.name, at);
  });

  it('are folded at the lowest position when one that is ahead has met what another has not', async () => {
    const before = await house.store.head();
    // nobody follows any more: rows of one are changed by hand as its follower would
    const at = await house.tell(made('t1', 3, '100001'));
    runner = await house.run([visits, schoolMonths]);
    for (const it of both) await runner.waitFor(it.name, at, 10_000);
    await runner.stop();
    await setBack(schoolMonths.name, before);
    await house.pool.query(
      `update projection.tests_school_months_v1 set balance = balance - 1 where key = 'urn:100001'`,
    );
    const taken: object[] = [];
    const answer = await readings.together(both, {}, async (from) => {
      const found = await counted(from);
      taken.push(found);
      return found;
    });
    // never the three visits of the one beside the two of the other
    expect(taken[0]).toEqual({ made: 3, balance: 2 });
    expect(answer).toEqual({ value: { made: 2, balance: 2 }, position: before });
  });

  it('are folded at a point in time that is asked for', async () => {
    const at = await readings.pointInTimeOf(await house.store.head(), 'recorded');
    const { value, position } = await readings.together(both, { at }, (from) =>
      from.list(visits as never, { ...all, at }),
    );
    expect([value.rows.length, position]).toEqual([1, at.upTo]);
  });
});
