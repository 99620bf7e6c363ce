import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool } from '#database';
import {
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import { made, planned, visitsAs } from '../../../../test/support/visits.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

const many = Array.from({ length: 12 }, (_, n) => visitsAs(`idle_${n}`));
/** Folds nothing that is told below. */
const quiet = visitsAs('idle_quiet', { on: { VisitCancelled: () => undefined } as never });

/** A pool of connections whose statements are kept. */
function watched(pool: pg.Pool): { pool: pg.Pool; sent: string[] } {
  const sent: string[] = [];
  const query = (...args: unknown[]): unknown => {
    sent.push(String(args[0]));
    return (pool.query as (...all: unknown[]) => unknown)(...args);
  };
  return { pool: Object.assign(Object.create(pool) as pg.Pool, { query }), sent };
}

describe('an idle process', () => {
  it('asks for all of its followers at once, those it leads and those it stands by for', async () => {
    const others = createPool(house.url);
    const { pool, sent } = watched(house.pool);
    const one = await house.run([...many, quiet], { leaseMs: 4_000, pool: others });
    const two = await house.run([...many, quiet], { leaseMs: 4_000, pool });
    const leads = () => two.status().filter((it) => it.state === 'leading').length;
    await until(() => leads() === 7, 60_000);
    // what they ask when they begin to lead
    await new Promise((go) => setTimeout(go, 1_500));
    sent.length = 0;
    await new Promise((go) => setTimeout(go, 3_000));
    const words = sent.map((it) => it.replaceAll(/\s+/g, ' ').trim().slice(0, 12));
    // looks, and renewals: by far fewer than there are followers
    expect([...new Set(words)].sort()).toEqual(['with here as', 'with relaxed']);
    expect(words.length).toBeLessThan(14);
    await one.stop();
    await two.stop();
    await others.end();
  }, 90_000);

  it('does nothing for a follower that events do not concern, which is past them at once', async () => {
    const { pool, sent } = watched(house.pool);
    const runner = await house.run([quiet], { leaseMs: 60_000, pool });
    await until(() => runner.status().every((it) => it.state === 'leading'));
    const before = await house.tell(planned('q1'));
    expect(await runner.waitFor(quiet.name, before, 5_000)).toBe(true);
    sent.length = 0;
    const at = await house.tell(planned('q2'), made('q2', 3));
    expect(await runner.waitFor(quiet.name, at, 5_000)).toBe(true);
    expect(sent.filter((it) => it.includes('idle_quiet'))).toEqual([]);
    const readings = await house.readings();
    // and its checkpoint comes after, for those who ask from elsewhere
    expect(await readings.waitFor(quiet.name, at, 5_000)).toBe(true);
    await runner.stop();
  });
});
