import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { EvaluationModule } from '#evaluation';
import { Aggregates, newId } from '#eventing';
import { contextOf } from '#http';
import { grantAnalyst, readTableOf } from '#projections';
import { type AnalysisHouse, analysisHouse } from './house.js';

let house: AnalysisHouse;
let client: pg.Client;
const role = `ben_${process.pid}`;
const [impactBoard] = contextOf(EvaluationModule).projections;

beforeAll(async () => {
  house = await analysisHouse();
  await grantAnalyst(house.pool, {
    ...{
      role,
      aggregates: new Aggregates([]),
      projections: [impactBoard!],
      password: 'a password',
    },
  });
  const url = new URL(house.databaseUrl);
  url.username = role;
  url.password = 'a password';
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
}, 60_000);
afterAll(async () => {
  await client.end();
  await house.pool.query(`drop owned by ${role}; drop role ${role}`);
  await house.close();
});

const refusal = async (text: string): Promise<string> =>
  client
    .query(text)
    .then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    )
    .finally(() => client.query('rollback'));

describe('an analyst by SQL', () => {
  it.each([
    ['select * from read.impact_board'],
    ['select * from projection.evaluation_impact_board_v1'],
    ['select * from journal.events'],
    ['select * from house.events'],
    ['select * from house.followers'],
    ['select * from register.notes'],
    ['select * from pg_authid'],
    ['begin read write; create schema mine'],
    [`copy (select 1) to program 'true'`],
    ['begin read write; delete from read.impact_figures'],
    ['begin read write; create table read.mine (x int)'],
    ['begin read write; create table public.mine (x int)'],
  ])('may not: %s', async (text) => {
    // a house's table that is not there would be refused for the wrong reason
    expect(await refusal(text)).toBe('42501');
  });

  it('may not become the owner of the house', async () => {
    const { rows } = await house.pool.query<{ me: string }>('select current_user as me');
    expect(await refusal(`set role "${rows[0]!.me}"`)).toBe('42501');
  });

  it('reads only, and not without end', async () => {
    await client.query('reset all');
    const { rows } = await client.query(
      `select current_setting('default_transaction_read_only') as reads,
         current_setting('statement_timeout') as longest`,
    );
    expect(rows).toEqual([{ reads: 'on', longest: '1min' }]);
  });

  it('is told what each view and each column holds', async () => {
    const { rows } = await client.query<{ name: string; says: string | null }>(
      `select attname as name, col_description(attrelid, attnum) as says from pg_attribute
       where attrelid = 'read.impact_figures'::regclass and attnum > 0`,
    );
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter((it) => !it.says)).toEqual([]);
    const { rows: whole } = await house.pool.query<{ name: string; says: string | null }>(
      `select c.relname || '.' || a.attname as name, col_description(a.attrelid, a.attnum) as says
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'read'::regnamespace and c.relkind = 'v' and a.attnum > 0`,
    );
    expect(whole.filter((it) => !it.says)).toEqual([]);
  });

  it('gets no figure of a pupils’ KPI with any cohort of one to ten, and every other figure', async () => {
    const cohort = fc.integer({ min: 0, max: 14 });
    const level = fc.constantFrom('pupils', 'people');
    const table = readTableOf(impactBoard!).name;
    await fc.assert(
      fc.asyncProperty(level, cohort, cohort, cohort, cohort, async (at, ...cohorts) => {
        const [base, first, was, last] = cohorts;
        const key = `kpi:${newId()}`;
        const latest = { value: 61.5, n: last, period: {} };
        const json = [
          { value: 58.5, n: base, period: {} },
          [{ value: 58.5, n: base }],
          latest,
          [{ value: 50.5, n: first, was: [{ value: 1, n: was }] }, latest],
        ].map((it) => JSON.stringify(it));
        await house.pool.query(
          `insert into ${table} (key, scope, kpi_id, level, indicator, unit, direction, state, baseline,
             baselines, latest, measurements, evaluations, deployment_ids, change, target_share, n,
             evidenced_change, cost_pence, terminated_pence, costs)
           values ($1, '{}', $1, $2, 'Maths', '%', 'up', 'measured', $3, $4, $5, $6, '[]', '[]',
             3, 0.5, 7, 3, 0, 0, '[]')`,
          [key, at, ...json],
        );
        const { rows } = await client.query(
          `select withheld, baseline_value, baseline_n, latest_value, latest_n, change, target_share, n,
             evidenced_change from read.impact_figures where key = $1`,
          [key],
        );
        const small = at === 'pupils' && cohorts.some((it) => it > 0 && it < 11);
        const figures = {
          ...{ baseline_value: 58.5, baseline_n: base, latest_value: 61.5, latest_n: last },
          // the driver hands a bigint over as text
          ...{ change: 3, target_share: 0.5, n: '7', evidenced_change: 3 },
        };
        const hidden = Object.fromEntries(Object.keys(figures).map((it) => [it, null]));
        expect(rows).toEqual([{ withheld: small, ...(small ? hidden : figures) }]);
      }),
      { numRuns: 60 },
    );
  });

  it('gets no target beside figures that are withheld, and none that were evidenced of another cohort', async () => {
    const table = readTableOf(impactBoard!).name;
    const told = async (n: number, was: readonly object[], evidenced: number) => {
      const key = `kpi:${newId()}`;
      const latest = { value: 63.5, n: 30, period: {}, was };
      const json = [{ value: 58.5, n, period: {} }, [{ value: 58.5, n }], latest, [latest]];
      await house.pool.query(
        `insert into ${table} (key, scope, kpi_id, level, indicator, unit, direction, state, baseline,
           baselines, latest, measurements, target, evaluations, deployment_ids, change, n,
           evidenced_change, cost_pence, terminated_pence, costs)
         values ($1, '{}', $1, 'pupils', 'Maths', '%', 'up', 'measured', $2, $3, $4, $5,
           '{"value": 66, "by": "2026-07-31"}', '[]', '[]', 5, 30, $6, 0, 0, '[]')`,
        [key, ...json.map((it) => JSON.stringify(it)), evidenced],
      );
      const { rows } = await client.query(
        'select target, evidenced_change, change, release from read.impact_figures where key = $1',
        [key],
      );
      return rows[0] as object;
    };
    const target = { value: 66, by: '2026-07-31' };
    const was = [{ value: 61.5, n: 31, reason: 'twice' }];
    const plain = { target, evidenced_change: 5, change: 5, release: 'none' };
    expect(await told(62, [], 5)).toEqual(plain);
    expect(await told(62, was, 5)).toEqual(plain);
    expect(await told(62, was, 3)).toEqual({ ...plain, evidenced_change: null });
    expect(await told(9, [], 5)).toEqual({
      ...{ target: { by: '2026-07-31' }, evidenced_change: null, change: null, release: 'none' },
    });
  });
});
