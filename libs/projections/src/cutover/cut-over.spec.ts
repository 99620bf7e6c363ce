import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Entity } from 'typeorm';
import { createPool } from '#database';
import { FlagColumn } from '#read-model';
import {
  type ProjectionsHouse,
  projectionsHouse,
  tableOf,
  until,
} from '../../../../test/support/projections-house.js';
import { planned, tagged, Visit, visits, visitsAs } from '../../../../test/support/visits.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

const tables = async (name: string): Promise<string[]> => {
  const { rows } = await house.pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'projection' and tablename like $1 order by 1`,
    [`tests\\_${name}\\_v%`],
  );
  return rows.map((it) => it.name);
};

describe('a raised version', () => {
  it('is built beside the live one and takes its place once it has caught up', async () => {
    const first = visitsAs('raised');
    const old = await house.run([first]);
    const at = await house.tell(planned('r1'), planned('r2'));
    await old.waitFor('tests.raised', at, 5_000);
    await old.stop();
    await house.pool.query('grant select on read.raised to pg_monitor');

    const code = { broken: true };
    const second = visitsAs('raised', {
      version: 2,
      on: {
        ...visits.on,
        VisitPlanned: (row, event, key) => {
          if (code.broken && event.data.visitId === 'r2') throw new Error('broken');
          const made = visits.on.VisitPlanned(row, event, key);
          return made && { ...made, tags: ['v2'] };
        },
      },
    });
    const readings = await house.readings(second.entity);
    const runner = await house.run([second]);
    const mine = () => runner.status().find((it) => it.name === 'tests.raised')!;
    await until(async () => 'visit:r1' in (await house.rows(second)));
    await until(() => mine().lastError?.includes('it is not read yet') ?? false);
    expect(mine().lastError).toContain('1 keys are parked that version 1 has (visit:r2)');
    // a row is missing: it is not what is read, and its rows are of the same shape, so the old ones still answer
    expect(await tables('raised')).toEqual(['tests_raised_v1', 'tests_raised_v2']);
    expect(runner.ready()).toBe(false);
    const before = await readings.one(second, 'visit:r2', { scope: 'all' });
    expect(before).toMatchObject({ value: { tags: [] }, position: at });

    code.broken = false;
    await house.order({
      type: 'ParkedEventsRetried',
      data: { projection: 'tests.raised', key: 'visit:r2' },
    });
    await until(() => runner.ready());
    const report = await house.pool.query<object>(
      `select state, report->'changed' as changed, report->'keys' as keys
       from house.rebuilds where projection = 'tests.raised'`,
    );
    expect(report.rows).toEqual([{ state: 'live', changed: 2, keys: ['visit:r1', 'visit:r2'] }]);
    expect(await tables('raised')).toEqual(['tests_raised_v2']);
    const after = await readings.one(second, 'visit:r2', { scope: 'all' });
    expect(after).toMatchObject({ value: { tags: ['v2'] } });
    const { rows } = await house.pool.query<{ kept: boolean }>(
      `select has_table_privilege('pg_monitor', 'read.raised', 'select') as kept`,
    );
    expect(rows[0]!.kept).toBe(true);

    const next = await house.tell(planned('r3'), tagged('r3', 'x'));
    expect(await runner.waitFor('tests.raised', next, 5_000)).toBe(true);
    await runner.stop();
  });

  it('may have other columns; a program that is not yet live with them says so', async () => {
    const first = visitsAs('widened');
    const old = await house.run([first]);
    await old.waitFor('tests.widened', await house.tell(planned('w1')), 5_000);

    class Wider extends Visit {
      wide!: boolean;
    }
    Entity({ schema: 'read', name: 'widened' })(Wider);
    FlagColumn('Wide')(Wider.prototype, 'wide');
    const second = {
      ...first,
      version: 2,
      entity: Wider,
      on: {
        ...visits.on,
        VisitPlanned: (...args: Parameters<typeof visits.on.VisitPlanned>) => ({
          ...visits.on.VisitPlanned(...args)!,
          wide: true,
        }),
      },
    } as unknown as typeof first;
    const readings = await house.readings(Wider);
    await expect(readings.one(second, 'visit:w1', { scope: 'all' })).rejects.toThrow(
      'tests.widened is still being built',
    );
    // the old program still runs: it ends with its version, and does not come back
    const runner = await house.run([second]);
    await until(() => runner.ready());
    expect((await readings.one(second, 'visit:w1', { scope: 'all' })).value).toMatchObject({
      wide: true,
    });
    const retired = () => old.status().find((it) => it.name === 'tests.widened')!.state;
    await until(async () => {
      await house.tell(tagged('w1', 'on'));
      return retired() === 'retired';
    });
    await old.stop();
    const past = await house.run([first]);
    await until(() => past.status().some((it) => it.state === 'retired'));
    expect(await tables('widened')).toEqual(['tests_widened_v2']);
  });

  it('is built alone: read models whose versions stay fold nothing again', async () => {
    const counts = { raised: 0, neighbour: 0 };
    const counting = (name: keyof typeof counts, version: number) =>
      visitsAs(`${name}-alone`, {
        version,
        key: (event) => {
          counts[name]++;
          return visits.key(event);
        },
      });
    const first = await house.run([counting('raised', 1), counting('neighbour', 1)]);
    const at = await house.tell(planned('a1'), planned('a2'));
    for (const name of ['raised', 'neighbour'])
      expect(await first.waitFor(`tests.${name}-alone`, at, 5_000)).toBe(true);
    await first.stop();

    Object.assign(counts, { raised: 0, neighbour: 0 });
    const second = await house.run([counting('raised', 2), counting('neighbour', 1)]);
    await until(() => second.ready());
    expect(counts.raised).toBeGreaterThan(0);
    expect(counts.neighbour).toBe(0);
    expect(await tables('raised_alone')).toEqual(['tests_raised_alone_v2']);
    await second.stop();
  });

  it('is live at once, wherever its last batch ends: nobody waits for an event that may not come', async () => {
    const short = await projectionsHouse();
    try {
      // as many as a first batch of one and a second of two take
      const at = await short.tell(planned('s1'), planned('s2'), planned('s3'));
      const first = await short.run([visitsAs('short')]);
      expect(await first.waitFor('tests.short', at, 5_000)).toBe(true);
      await first.stop();
      // a follower that has read everything waits up to a third of its lease for news
      const second = await short.run([visitsAs('short', { version: 2 })], { leaseMs: 60_000 });
      await until(() => second.ready());
    } finally {
      await short.close();
    }
  }, 60_000);

  it('is one of ten that go live at once on a pool of ten, and none waits for another for ever', async () => {
    const many = await projectionsHouse();
    const ten = (version: number) =>
      Array.from({ length: 10 }, (_, nth) => visitsAs(`tenth-${nth}`, { version }));
    const pool = createPool(many.url, { max: 10 });
    try {
      const at = await many.tell(planned('t1'), planned('t2'));
      const first = await many.run(ten(1));
      for (const { name } of ten(1)) expect(await first.waitFor(name, at, 20_000)).toBe(true);
      await first.stop();
      // a reader keeps the rows that are read, so that all are ready before the first may go
      const reader = await many.pool.connect();
      const names = ten(1).map((it) => tableOf(it));
      await reader.query(`begin; lock table ${names.join(', ')} in access exclusive mode`);
      const second = await many.run(ten(2), { pool, leaseMs: 10_000 });
      await pause(1_000);
      await reader.query('commit');
      reader.release();
      await until(() => second.ready());
      await second.stop();
    } finally {
      await many.close();
      await pool.end();
    }
  }, 120_000);
});
