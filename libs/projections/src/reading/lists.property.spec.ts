import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ORIGIN, type Scope } from '#eventing';
import {
  BadCursor,
  BadFilter,
  type ListAsked,
  type PointInTime,
  TooManySubjects,
} from '#read-model';
import { rowsOf } from '#testing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import { made, planned, tagged, type Visit, visits } from '../../../../test/support/visits.js';
import type { PostgresReadings } from './postgres-readings.js';
import { readTableOf } from '../tables/read-table.js';
import type { ProjectionRunner } from '../following/runner.js';
import { indexTable } from '../tables/table-maker.js';

let house: ProjectionsHouse;
let runner: ProjectionRunner;
let readings: PostgresReadings;
let rows: readonly Visit[];
let now: PointInTime;
const urns = ['100001', '100002', '100010'];
const day = (n: number): string => `2025-10-${String(n).padStart(2, '0')}`;

beforeAll(async () => {
  house = await projectionsHouse();
  runner = await house.run([visits]);
  readings = await house.readings();
  // three in a row are planned alike, a third of them is never made, and some have tags
  const events = Array.from({ length: 60 }, (_, n) => {
    const [id, urn] = [`v${String((n * 37) % 60)}`, urns[n % 3] as string];
    const partnership = n % 4 === 0 ? 'p1' : undefined;
    return [
      planned(id, urn, day(1 + ((n / 3) | 0)), partnership),
      ...(n % 3 === 1 ? [] : [made(id, 1 + (n % 5) / 2, urn, day(20))]),
      ...(n % 2 === 0 ? [tagged(id, 'maths')] : []),
      ...(n % 5 === 0 ? [tagged(id, "50% o'clock_")] : []),
    ];
  });
  const end = await house.tell(...events.flat());
  await runner.waitFor('tests.visits', end, 10_000);
  rows = Object.values(rowsOf(visits, ...((await eventsOf(house.store)) as never[])));
  now = await readings.pointInTimeOf(end, 'recorded');
}, 60_000);
afterAll(() => house.close());

/** A way to narrow, and what it means said in another way. */
type Narrowing = readonly [Partial<ListAsked>, (row: Visit) => boolean];
const between = (from: number, to: number): Narrowing => [
  { filters: { 'plannedFor.from': day(from), 'plannedFor.to': day(to) } },
  (it) => it.plannedFor !== null && it.plannedFor >= day(from) && it.plannedFor <= day(to),
];
const n = fc.integer({ min: 1, max: 20 });
const narrowing = fc.oneof<fc.Arbitrary<Narrowing>[]>(
  fc.constant([{}, () => true]),
  fc
    .subarray(urns, { minLength: 1 })
    .map((them) => [{ filters: { urn: them } }, (it) => them.includes(it.urn)]),
  fc.tuple(n, n).map(([from, to]) => between(from, to)),
  fc
    .integer({ min: 0, max: 3 })
    .map((least) => [
      { filters: { 'longestHours.from': String(least) } },
      (it) => (it.longestHours ?? -1) >= least,
    ]),
  fc
    .boolean()
    .map((so) => [{ filters: { made: String(so), 'timesMade.to': '1' } }, (it) => it.made === so]),
  fc
    .constantFrom(['maths'], ["50% o'clock_"], ['maths', "50% o'clock_"], ['50%'])
    .map((tags) => [{ filters: { tags } }, (it) => tags.some((tag) => it.tags.includes(tag))]),
  fc
    .constantFrom('100', '0001', '1 00', '%', '_')
    .map((search) => [
      { search },
      (it) => search.split(' ').every((word) => it.urn.includes(word)),
    ]),
  fc
    .tuple(fc.boolean(), n)
    .map(([hold, last]) => [
      { flags: [{ filters: { made: 'true', 'plannedFor.to': day(last) }, hold }] },
      (it) => (it.made && it.plannedFor !== null && it.plannedFor <= day(last)) === hold,
    ]),
  fc.constant([{ of: ['partnership:p1'] }, (it) => it.scope.includes('partnership:p1')]),
);

const columns = ['urn', 'plannedFor', 'longestHours', 'timesMade', 'made'] as const;
const sorting = fc
  .subarray([...columns], { maxLength: 3 })
  .chain((them) =>
    fc.tuple(...them.map((it) => fc.boolean().map((down) => (down ? `-${it}` : it)))),
  );

/** The order, said in another way: nulls last, then by the key. */
function plainly(sort: readonly string[]) {
  return (one: Visit, other: Visit): number => {
    for (const name of sort) {
      const down = name.startsWith('-');
      const property = name.replace('-', '') as (typeof columns)[number];
      const [a, b] = [one[property], other[property]];
      if (a === b) continue;
      if (a === null) return 1;
      if (b === null) return -1;
      return a < b === down ? 1 : -1;
    }
    return one.key < other.key ? -1 : 1;
  };
}

async function paged(asked: Partial<ListAsked>, limit: number, scope: Scope, at?: PointInTime) {
  const found: string[] = [];
  const counts = new Set<number | undefined>();
  let cursor: string | undefined;
  do {
    const { value } = await readings.list(visits, {
      filters: {},
      ...asked,
      ...{ scope, limit, count: true },
      ...(at ? { at } : {}),
      ...(cursor === undefined ? {} : { cursor }),
    });
    found.push(...value.rows.map((it) => it.key));
    counts.add(value.count);
    cursor = value.next;
  } while (cursor !== undefined);
  return { found, counts: [...counts] };
}

describe('the pages of a list', () => {
  it('are what narrowing and ordering all rows gives, now and in the past', async () => {
    const scopes = fc.constantFrom<Scope>('all', new Set(['urn:100001', 'partnership:p1']));
    await fc.assert(
      fc.asyncProperty(
        narrowing,
        sorting,
        fc.integer({ min: 1, max: 25 }),
        scopes,
        async ([asked, passes], sort, limit, scope) => {
          const expected = rows
            .filter((it) => scope === 'all' || it.scope.some((one) => scope.has(one)))
            .filter(passes)
            .sort(plainly(sort))
            .map((it) => it.key);
          const list = { ...asked, ...(sort.length > 0 ? { sort: sort.join(',') } : {}) };
          for (const at of [undefined, now])
            expect(await paged(list, limit, scope, at)).toEqual({
              found: expected,
              counts: [expected.length],
            });
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('go on only in the order they began in', async () => {
    const asked = { scope: 'all', filters: {}, limit: 5 } as const;
    const { next: cursor = '' } = (await readings.list(visits, { ...asked, sort: 'urn' })).value;
    await expect(readings.list(visits, { ...asked, cursor })).rejects.toThrow(BadCursor);
    await expect(readings.list(visits, { ...asked, sort: '-urn', cursor })).rejects.toThrow(
      BadCursor,
    );
    const forged = Buffer.from(JSON.stringify(['timesMade', 'many', 'visit:v1'])).toString(
      'base64url',
    );
    await expect(
      readings.list(visits, { ...asked, sort: 'timesMade', cursor: forged }),
    ).rejects.toThrow(BadCursor);
  });

  it('are refused by what they are not declared to look at', async () => {
    for (const asked of [
      { filters: { 'urn.from': '1' } },
      { filters: { hoursByDay: 'x' } },
      { filters: { 'plannedFor.from': '2025-02-30' } },
      { filters: { 'plannedFor.from': ['2025-01-01', '2025-01-02'] } },
      { filters: { urn: [] } },
      { filters: {}, sort: 'tags' },
      { filters: {}, sort: 'urn,urn' },
      { filters: {}, sort: 'urn,made,timesMade,plannedFor' },
      { filters: {}, search: ' ' },
      { filters: {}, search: 'x'.repeat(101) },
    ] as ListAsked[])
      await expect(readings.list(visits, { scope: 'all', ...asked, limit: 5 })).rejects.toThrow(
        BadFilter,
      );
  });

  it('of the past count those that pass, not those that are looked at', async () => {
    const many = Array.from({ length: 2_100 }, (_, i) =>
      planned(`many-${i}`, i < 2_050 ? '200001' : '200002', day(1 + (i % 28))),
    );
    const at = await readings.pointInTimeOf(await house.tellAtOnce(many), 'recorded');
    const asked = { at, scope: 'all', limit: 10 } as const;
    const list = (filters: ListAsked['filters'], more: Partial<ListAsked> = {}) =>
      readings.list(visits, { ...asked, filters, ...more });
    // told by tags, and by looking at every row
    expect((await list({ urn: '200002' }, { count: true })).value.count).toBe(50);
    const first = await list({ plannedFor: day(28) }, { count: true });
    expect(first.value.count).toBe(many.filter((it) => it.data.on === day(28)).length);
    await expect(list({})).rejects.toThrow(TooManySubjects);
    await expect(list({ urn: '200001' })).rejects.toThrow(TooManySubjects);
    const before = await readings.pointInTimeOf(ORIGIN, 'recorded');
    expect((await list({}, { count: true, at: before } as never)).value).toEqual({
      rows: [],
      count: 0,
    });
  }, 60_000);
});

describe('the index of a search', () => {
  it('is of trigrams', async () => {
    const client = await house.pool.connect();
    await client.query('begin');
    await client.query('set local enable_seqscan = off');
    await client.query('set local enable_bitmapscan = on');
    const { rows: plan } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select from read.visits r where lower(coalesce(r.urn, '')) like '%0001%'`,
    );
    await client.query('rollback');
    client.release();
    expect(plan.map((it) => it['QUERY PLAN']).join()).toMatch(/Bitmap Index Scan on by_/);
  });

  it('is left out where the server has none, and the search finds the same', async () => {
    const client = await house.pool.connect();
    await client.query('begin');
    await client.query('drop extension pg_trgm cascade');
    const found = async () =>
      (await readings.list(visits, { scope: 'all', filters: {}, search: '0010', limit: 99 })).value;
    const without = {
      query: (text: string, values?: unknown[]) =>
        text.includes('create extension') ? undefined : client.query(text, values),
    } as unknown as typeof client;
    await indexTable(without, readTableOf(visits));
    const { rows: left } = await client.query<{ indexdef: string }>(
      `select indexdef from pg_indexes where tablename = 'tests_visits_v1'`,
    );
    expect(left.filter((it) => it.indexdef.includes('trgm'))).toEqual([]);
    await client.query('commit');
    client.release();
    expect((await found()).rows.length).toBe(rows.filter((it) => it.urn === '100010').length);
  });
});
