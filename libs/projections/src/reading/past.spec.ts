import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { type AnyProjection, londonDay, type Recorded, type Scope } from '#eventing';
import { type PointInTime, selectionOf, TooManySubjects } from '#read-model';
import { rowsOf } from '#testing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import {
  cancelled,
  made,
  opened,
  planned,
  schoolMonths,
  tagged,
  visits,
  visitsAs,
} from '../../../../test/support/visits.js';
import { Past } from './past.js';
import type { PostgresReadings } from './postgres-readings.js';
import type { RowData } from '../folding/fold.js';
import type { ProjectionRunner } from '../following/runner.js';

let house: ProjectionsHouse;
let runner: ProjectionRunner;
let readings: PostgresReadings;
beforeAll(async () => {
  house = await projectionsHouse();
  runner = await house.run([visits, schoolMonths]);
  readings = await house.readings();
  // that a projection makes public rows is learnt from those it made as the log stands: not from an order only a past has
  const recordedOn = '2025-01-01T22:59:00.000Z';
  await house.tell({ ...planned('seen', '100001', '2025-10-01', 'p1'), recordedOn });
  const seen = await house.tell({ ...opened('seen'), recordedOn });
  for (const it of [visits, schoolMonths]) await runner.waitFor(it.name, seen, 5_000);
});
afterAll(() => house.close());

const urns = ['100001', '100002', '100003'];
const partnerships = ['p1', 'p2', undefined];
const day = fc.integer({ min: 1, max: 28 }).map((it) => `2025-10-${String(it).padStart(2, '0')}`);
const id = fc.integer({ min: 0, max: 4 });

/** Any event, in any order: also those that come before their visit was planned, or after it was cancelled. */
const event = fc.oneof(
  fc.tuple(id, fc.constantFrom(...urns), day, fc.constantFrom(...partnerships)).map((it) => ({
    kind: 'planned' as const,
    it,
  })),
  fc.tuple(id, fc.integer({ min: 1, max: 9 }), fc.constantFrom(...urns), day).map((it) => ({
    kind: 'made' as const,
    it,
  })),
  fc.tuple(id, fc.constantFrom(...urns), day).map((it) => ({ kind: 'cancelled' as const, it })),
  fc.tuple(id, fc.constantFrom('phonics', 'maths')).map((it) => ({ kind: 'tagged' as const, it })),
  id.map((it) => ({ kind: 'opened' as const, it })),
);

const told = (run: number, said: typeof event extends fc.Arbitrary<infer T> ? T : never) => {
  const name = (n: number) => `r${run}-${n}`;
  switch (said.kind) {
    case 'planned':
      return planned(name(said.it[0]), said.it[1], said.it[2], said.it[3]);
    case 'made':
      return made(name(said.it[0]), said.it[1], said.it[2], said.it[3]);
    case 'cancelled':
      return cancelled(name(said.it[0]), said.it[1], said.it[2]);
    case 'tagged':
      return tagged(name(said.it[0]), said.it[1]);
    case 'opened':
      return opened(name(said.it));
  }
};

/** The rows that a fold of part of the log makes and a scope sees, in key order. */
const folded = (projection: AnyProjection, events: readonly Recorded[], scope: Scope): RowData[] =>
  (Object.values(rowsOf(projection, ...(events as never[]))) as RowData[])
    .filter((it) => scope === 'all' || it.scope.some((s) => s === 'public' || scope.has(s)))
    .sort((a, b) => (a.key < b.key ? -1 : 1));

async function listed(projection: AnyProjection, scope: Scope, at: PointInTime) {
  const rows: unknown[] = [];
  let cursor: string | undefined;
  do {
    const { value } = await readings.list(projection, {
      scope,
      at,
      filters: {},
      limit: 7,
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...value.rows);
    cursor = value.next;
  } while (cursor !== undefined);
  return rows;
}

describe('a past answer', () => {
  it('equals a fold of the log up to then, on either clock, for any history', async () => {
    let run = 0;
    let recordedDay = 1;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(event, fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: 14 }),
        fc.nat(),
        day,
        fc.constantFrom<Scope>(
          'all',
          new Set(['urn:100001']),
          new Set(['partnership:p1', 'urn:100003']),
          new Set(['partnership:none']),
        ),
        async (history, at, onDay, scope) => {
          run++;
          for (const [said, later] of history) {
            recordedDay = Math.min(recordedDay + later, 300);
            const recordedOn = new Date(Date.UTC(2025, 0, recordedDay, 22, 59)).toISOString();
            await house.tell({ ...told(run, said), recordedOn });
          }
          const log = await eventsOf(house.store);
          const there = log[log.length - 1 - (at % Math.min(log.length, 20))]!;
          const end = await house.store.head();
          // whether a projection ever made a public row is known once it has seen it
          for (const it of [visits, schoolMonths]) await runner.waitFor(it.name, end, 5_000);

          const asked: [PointInTime, Recorded[]][] = [
            [
              await readings.pointInTimeOf(there.position, 'recorded'),
              log.filter((it) => it.position <= there.position),
            ],
            [
              await readings.pointInTimeOf(londonDay(there.recordedOn), 'recorded'),
              log.filter((it) => londonDay(it.recordedOn) <= londonDay(there.recordedOn)),
            ],
            [
              await readings.pointInTimeOf(onDay, 'occurred'),
              log.filter((it) => it.occurredOn <= onDay),
            ],
          ];
          for (const projection of [visits, schoolMonths] as AnyProjection[])
            for (const [moment, events] of asked) {
              const expected = folded(projection, events, scope);
              expect(await listed(projection, scope, moment)).toEqual(
                expected.map((it) => expect.objectContaining(it)),
              );
              const some = expected[at % Math.max(expected.length, 1)];
              if (some)
                expect(await readings.one(projection, some.key, { scope, at: moment })).toEqual({
                  value: expect.objectContaining(some),
                  position: moment.upTo,
                });
            }
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it('is not given to those who may not see the row', async () => {
    const at = await readings.pointInTimeOf(
      await house.tell(planned('hidden', '100009', '2025-10-06', 'p9')),
      'recorded',
    );
    const one = (scope: Scope) => readings.one(visits, 'visit:hidden', { scope, at });
    expect((await one(new Set(['urn:100009']))).value).toBeDefined();
    expect((await one(new Set(['partnership:p9']))).value).toBeDefined();
    expect((await one(new Set(['urn:100001']))).value).toBeUndefined();
    expect((await one(new Set())).value).toBeUndefined();
  });

  it('is to the letter what a live one is', async () => {
    const end = await house.tell(planned('same', '100006'), cancelled('other', '100006'));
    for (const it of [visits, schoolMonths]) await runner.waitFor(it.name, end, 5_000);
    const at = await readings.pointInTimeOf(end, 'recorded');
    for (const [projection, key] of [
      [visits, 'visit:same'],
      [schoolMonths, 'urn:100006|2025-11'],
    ] as [AnyProjection, string][]) {
      const live = await readings.one(projection, key, { scope: 'all' });
      const past = await readings.one(projection, key, { scope: 'all', at });
      expect(JSON.stringify(past.value)).toBe(JSON.stringify(live.value));
      expect(live.value).toBeDefined();
    }
  });

  it('passes the filters that a live one does', async () => {
    await house.tell(planned('f1', '100008'), planned('f2', '100008'), made('f2', 3, '100008'));
    const at = await readings.pointInTimeOf(await house.tell(tagged('f2', 'sport')), 'recorded');
    await runner.waitFor('tests.visits', at.upTo, 5_000);
    for (const filters of [
      { made: 'true' },
      { tags: 'sport' },
      { longestHours: '3' },
      { timesMade: '1' },
    ] as Record<string, string>[]) {
      const asked = {
        scope: new Set(['urn:100008']),
        limit: 10,
        filters: { urn: '100008', ...filters },
      };
      const past = await readings.list(visits, { ...asked, at });
      expect(past.value.rows.map((it) => it.key)).toEqual(['visit:f2']);
      expect((await readings.list(visits, asked)).value.rows).toEqual(past.value.rows);
    }
  });

  it('of more subjects than can be folded is refused', async () => {
    const many = Array.from({ length: 2_001 }, (_, n) => planned(`many-${n}`, '100007'));
    const at = await readings.pointInTimeOf(await house.tellAtOnce(many), 'recorded');
    const asked = { at, filters: {}, limit: 10 };
    const scope = new Set(['urn:100007']);
    await expect(readings.list(visits, { ...asked, scope })).rejects.toThrow(TooManySubjects);
    await expect(readings.list(visits, { ...asked, scope: 'all' })).rejects.toThrow(
      TooManySubjects,
    );
    expect((await readings.one(visits, 'visit:many-7', { scope, at })).value).toBeDefined();
  });

  it('of too many subjects is refused before anything is read, once that is known', async () => {
    const before = await readings.pointInTimeOf(await house.store.head(), 'recorded');
    const many = Array.from({ length: 2_001 }, (_, n) =>
      planned(`crowd-${n}`, '100006', '2025-10-06', 'crowded'),
    );
    const end = await house.tellAtOnce(many);
    const at = await readings.pointInTimeOf(end, 'recorded');
    const query = jest.spyOn(house.pool, 'query');
    const looked = (): number =>
      query.mock.calls.filter((it) => JSON.stringify(it[0]).includes('from house.tags')).length;
    const past = new Past(house.pool, house.store);
    const crowded = visitsAs('crowded') as AnyProjection;
    const scope = new Set(['partnership:crowded']);
    const asked = async (moment: PointInTime): Promise<number> => {
      let rows = 0;
      const selection = selectionOf(crowded.entity, { filters: {}, limit: 10 });
      for await (const _ of past.rows(crowded, scope, moment, selection, '')) rows += 1;
      return rows;
    };
    await expect(asked(at)).rejects.toThrow(TooManySubjects);
    const once = looked();
    expect(once).toBeGreaterThan(0);
    await expect(asked(at)).rejects.toThrow(TooManySubjects);
    // later it is too many as well; before it was not
    const later = await readings.pointInTimeOf(
      await house.tell(tagged('crowd-1', 'sport')),
      'recorded',
    );
    await expect(asked(later)).rejects.toThrow(TooManySubjects);
    expect(looked()).toBe(once);
    expect(await asked(before)).toBe(0);
    // and on the other clock, from the day on which they were
    const occurred = (day: string): PointInTime => ({ ...later, clock: 'occurred', day });
    await expect(asked(occurred('2030-01-01'))).rejects.toThrow(TooManySubjects);
    const known = looked();
    await expect(asked(occurred('2025-10-06'))).rejects.toThrow(TooManySubjects);
    expect(looked()).toBe(known);
    expect(await asked(occurred('2025-10-05'))).toBe(0);
    query.mockRestore();
  });
});
