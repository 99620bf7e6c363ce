import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Position } from '#eventing';
import {
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import { made, planned, tagged, visits, visitsAs } from '../../../../test/support/visits.js';
import { verifyProjection } from '../operating/verify.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

const ask = (name: string, afresh = false): Promise<Position> =>
  house.order({ type: 'RebuildRequested', data: { projection: `tests.${name}`, afresh } });
const cancel = (name: string): Promise<Position> =>
  house.order({ type: 'RebuildCancelled', data: { projection: `tests.${name}` } });

interface Rebuild {
  readonly state: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- reports of every outcome
  readonly report: any;
}
const rebuilds = async (name: string): Promise<Rebuild[]> =>
  (
    await house.pool.query<Rebuild>(
      'select state, report from house.rebuilds where projection = $1 order by asked_on',
      [`tests.${name}`],
    )
  ).rows;
const over = (name: string, count = 1) =>
  until(async () => (await rebuilds(name)).filter((it) => it.state !== 'building').length >= count);
const checkpoint = async (name: string): Promise<string | undefined> =>
  (
    await house.pool.query<{ position: string }>(
      'select position from house.followers where name = $1',
      [name],
    )
  ).rows[0]?.position;
const tables = async (name: string): Promise<string[]> =>
  (
    await house.pool.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'projection' and tablename like $1 order by 1`,
      [`tests\\_${name}\\_%`],
    )
  ).rows.map((it) => it.name);

describe('a rebuild of a version that stays', () => {
  it('takes the place of the rows unseen: a reader never finds fewer or others, also under writing', async () => {
    const projection = visitsAs('unseen');
    const readings = await house.readings(projection.entity);
    const runner = await house.run([projection]);
    const first = await house.tellAtOnce(
      Array.from({ length: 300 }, (_, n) => [planned(`n${n}`), tagged(`n${n}`, 'x')]).flat(),
    );
    await runner.waitFor('tests.unseen', first, 10_000);
    await house.pool.query('grant select on read.unseen to pg_monitor');

    let reading = true;
    let reads = 0;
    const odd: unknown[] = [];
    const hammer = async (): Promise<void> => {
      for (let last = 0, at = ''; reading; reads++) {
        const asked = { scope: 'all', filters: {}, limit: 1_000 } as const;
        const { value, position } = await readings.list(projection, asked);
        const { rows } = await house.pool.query<{ count: number }>(
          'select count(*)::int from read.unseen',
        );
        const counts = [value.rows.length, rows[0]!.count];
        if (counts.some((it) => it < last) || position < at) odd.push([counts, last, position, at]);
        last = value.rows.length;
        at = position;
      }
    };
    const writer = async (): Promise<void> => {
      for (let n = 0; reading; n++) await house.tell(planned(`w${n}`), made('n1', n % 9));
    };
    const under = Promise.all([hammer(), hammer(), writer()]);
    for (let round = 1; round <= 4; round++) {
      await ask('unseen');
      await over('unseen', round);
    }
    reading = false;
    await under;
    expect(odd).toEqual([]);
    expect(reads).toBeGreaterThan(10);
    expect((await rebuilds('unseen')).map((it) => it.state)).toEqual(Array(4).fill('live'));
    await runner.waitFor('tests.unseen', await house.store.head(), 10_000);
    const proof = await verifyProjection({ store: house.store, pool: house.pool, projection });
    expect(proof).toMatchObject({ ok: true, position: await house.store.head() });
    expect(await tables('unseen')).toEqual(['tests_unseen_v1']);
    const { rows } = await house.pool.query<{ kept: boolean; indexes: number }>(
      `select has_table_privilege('pg_monitor', 'read.unseen', 'select') as kept,
         (select count(*)::int from pg_indexes where tablename = 'tests_unseen_v1') as indexes`,
    );
    // the key, the scope, and those that the row declares
    expect(rows[0]).toEqual({ kept: true, indexes: 9 });
    await runner.stop();
  }, 60_000);

  it('stays aside when a row differs, and says which', async () => {
    const projection = visitsAs('differing');
    const runner = await house.run([projection]);
    const at = await house.tell(planned('d1'), planned('d2'));
    await runner.waitFor('tests.differing', at, 5_000);
    await house.pool.query(
      `update read.differing set urn = '1' where key in ('visit:d1', 'visit:d2')`,
    );
    await ask('differing');
    await over('differing');
    expect(await rebuilds('differing')).toMatchObject([
      {
        state: 'differs',
        report: {
          ...{ added: 0, removed: 0, changed: 2, keys: ['visit:d1', 'visit:d2'] },
          first: { key: 'visit:d1', before: { urn: '1' }, after: { urn: '139402' } },
        },
      },
    ]);
    expect(await house.rows(projection)).toMatchObject({ 'visit:d1': { urn: '1' } });
    expect(await tables('differing')).toEqual(['tests_differing_v1']);
    await runner.stop();
  });

  it('is stopped where it stands, and goes on from there when it is asked for again', async () => {
    const counted = { folds: 0, slow: false };
    const projection = visitsAs('resumed', {
      key: (event) => {
        if (event.type === 'VisitTagged') counted.folds++;
        return visits.key(event);
      },
    });
    const runner = await house.run([projection]);
    await house.tellAtOnce(Array.from({ length: 50 }, (_, n) => planned(`s${n}`)));
    await runner.waitFor('tests.resumed', await house.store.head(), 10_000);
    // the live rows are held, so that what is built cannot take their place
    const holder = await house.pool.connect();
    await holder.query('begin; lock table projection.tests_resumed_v1 in share mode');
    await house.pool.query(`select 1`);
    await ask('resumed');
    await until(async () => (await checkpoint('tests.resumed.rebuild')) !== undefined);
    await until(async () => ((await checkpoint('tests.resumed.rebuild')) ?? '') !== '');
    await ask('resumed');
    await cancel('resumed');
    await until(async () => (await rebuilds('resumed'))[0]?.state === 'cancelled');
    await until(() => !runner.status().some((it) => it.kind === 'rebuild'));
    const stood = await checkpoint('tests.resumed.rebuild');
    expect(stood).not.toBe('');
    expect(await tables('resumed')).toEqual(['tests_resumed_rebuild_v1', 'tests_resumed_v1']);
    await holder.query('rollback');
    holder.release();

    counted.folds = 0;
    await ask('resumed');
    await over('resumed', 2);
    // the second, asked for while the first was under way, came to nothing
    expect((await rebuilds('resumed')).map((it) => it.state)).toEqual(['cancelled', 'live']);
    expect(counted.folds).toBe(0);
    expect(await tables('resumed')).toEqual(['tests_resumed_v1']);
    await runner.stop();
  });

  it('outlives the one who builds: another goes on from its checkpoint', async () => {
    const projection = visitsAs('outlived');
    const one = await house.run([projection]);
    await one.waitFor('tests.outlived', await house.store.head(), 10_000);
    const holder = await house.pool.connect();
    await holder.query('begin; lock table projection.tests_outlived_v1 in share mode');
    await ask('outlived');
    await until(async () => ((await checkpoint('tests.outlived.rebuild')) ?? '') !== '');
    await one.stop();
    await holder.query('rollback');
    holder.release();
    const two = await house.run([projection]);
    await over('outlived');
    expect((await rebuilds('outlived')).map((it) => it.state)).toEqual(['live']);
    await two.stop();
  });

  it('folds what was parked once the fold is put right, and parks it no more', async () => {
    const code = { broken: true };
    const projection = visitsAs('cured', {
      on: {
        ...visits.on,
        VisitTagged: (row, { data }) => {
          if (code.broken && data.tag === 'poison') throw new Error('it is poison');
          return row && { ...row, tags: [...row.tags, data.tag] };
        },
      },
    });
    const runner = await house.run([projection]);
    const at = await house.tell(planned('q'), tagged('q', 'poison'), made('q', 1));
    await runner.waitFor('tests.cured', at, 5_000);
    expect(await house.parked('tests.cured')).toHaveLength(2);
    code.broken = false;
    await ask('cured');
    await over('cured');
    expect(await house.parked('tests.cured')).toEqual([]);
    const next = await house.tell(made('q', 2));
    expect(await runner.waitFor('tests.cured', next, 5_000)).toBe(true);
    expect(await house.rows(projection)).toMatchObject({
      'visit:q': { tags: ['poison'], timesMade: 2 },
    });
    await runner.stop();
  });
});
