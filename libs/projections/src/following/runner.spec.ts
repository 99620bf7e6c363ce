import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool } from '#database';
import { rowsOf } from '#testing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import { made, planned, visits, visitsAs } from '../../../../test/support/visits.js';
import { ownerOf } from './owner.js';
import { verifyProjection } from '../operating/verify.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

describe('two runners on one database', () => {
  it('project each event exactly once, through a change of owner', async () => {
    const pool = createPool(house.url);
    const one = await house.run([visits]);
    const two = await house.run([visits], { pool });
    const leader = () => [one, two].filter((it) => stateIn(it) === 'leading');
    const stateIn = (it: typeof one) =>
      it.status().find((follower) => follower.name === 'tests.visits')?.state;

    for (let n = 0; n < 60; n++) {
      const at = await house.tell(planned(`v${n}`), made(`v${n % 7}`, n));
      if (n === 20) await until(() => leader().length === 1);
      if (n === 30) await leader()[0]!.stop();
      if (n % 20 === 19) expect(await two.waitFor('tests.visits', at, 5_000)).toBe(true);
    }
    const end = await house.store.head();
    const left = [one, two].find((it) => stateIn(it) !== 'leading' || it === two)!;
    expect(await left.waitFor('tests.visits', end, 5_000)).toBe(true);
    const events = (await eventsOf(house.store)) as never[];
    expect(await house.rows(visits)).toEqual(rowsOf(visits, ...events));
    await one.stop();
    await two.stop();
    await pool.end();
  });

  it('hand over at once when one ends, long before its lease would', async () => {
    const handed = visitsAs('handed');
    const one = await house.run([handed], { leaseMs: 60_000 });
    await until(() => one.status().every((it) => it.state === 'leading'));
    await one.stop();
    const two = await house.run([handed], { leaseMs: 60_000 });
    await until(() => two.status().every((it) => it.state === 'leading'));
    await two.stop();
  });
});

describe('a process that was killed', () => {
  it('is followed at once on its own machine, long before its leases end', async () => {
    const killed = visitsAs('killed');
    const one = await house.run([killed], { leaseMs: 60_000 });
    await until(() => one.status().every((it) => it.state === 'leading'));
    await one.stop();
    const ended = spawnSync(process.execPath, ['--version']);
    await house.pool.query(
      `update house.followers set owner = $1, expires = clock_timestamp() + interval '1 hour'`,
      [ownerOf('killed').replace(String(process.pid), String(ended.pid))],
    );
    const two = await house.run([killed], { leaseMs: 60_000 });
    await until(() => two.status().every((it) => it.state === 'leading'));
    await two.stop();
  });

  it('is waited for when it ran elsewhere', async () => {
    await house.pool.query(
      `update house.followers set owner = 'elsewhere/1/x', expires = clock_timestamp() + interval '500 ms'
       where name = 'tests.killed'`,
    );
    const runner = await house.run([visitsAs('killed')]);
    const mine = () => runner.status().find((it) => it.name === 'tests.killed')!;
    await until(() => mine().state === 'standby');
    expect(mine().owner).toBe('elsewhere/1/x');
    await until(() => mine().state === 'leading');
    await runner.stop();
  });
});

describe('a runner', () => {
  it('tells how each follower does', async () => {
    const told = visitsAs('told');
    const runner = await house.run([told]);
    const at = await house.tell(planned('t1'));
    await runner.waitFor('tests.told', at, 5_000);
    const status = runner.status().find((it) => it.name === 'tests.told');
    expect(status).toMatchObject({
      kind: 'projection',
      version: 1,
      live: true,
      position: at,
      head: at,
      lagMs: 0,
      lastError: null,
      state: 'leading',
    });
    expect(status!.rate).toBeGreaterThan(0);
    expect(status!.owner).toContain(String(process.pid));
    expect(runner.ready()).toBe(true);
    expect(await runner.checkpoints.all()).toContainEqual({
      name: 'tests.told',
      version: 1,
      kind: 'projection',
      live: true,
      position: at,
      owner: status!.owner,
      lastError: null,
    });
    await runner.stop();
  });

  it('waits for a position that comes, and not for ever for one that does not', async () => {
    const waited = visitsAs('waited');
    const runner = await house.run([waited]);
    const coming = runner.waitFor('tests.waited', '99999999999999999999' as never, 100);
    expect(await coming).toBe(false);
    const at = await house.tell(planned('w1'));
    const elsewhere = await house.readings();
    const answers = [
      runner.waitFor('tests.waited', at, 5_000),
      elsewhere.waitFor('tests.waited', at, 5_000),
    ];
    expect(await Promise.all(answers)).toEqual([true, true]);
    expect(await house.rows(waited)).toHaveProperty('visit:w1');
    expect(await runner.waitFor('tests.unknown', at, 50)).toBe(false);
    await runner.stop();
  });

  it('catches up with a long log in large batches, and verifies', async () => {
    const many = Array.from({ length: 12_000 }, (_, n) => made(`v${n % 7}`, n % 9));
    await house.tellAtOnce(many);
    const late = visitsAs('late');
    const runner = await house.run([late]);
    const end = await house.store.head();
    expect(await runner.waitFor('tests.late', end, 20_000)).toBe(true);
    expect(
      await verifyProjection({ store: house.store, pool: house.pool, projection: late }),
    ).toMatchObject({ ok: true, position: end });
    await runner.stop();
  });
});
