import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ORIGIN, type Position } from '#eventing';
import { BadCursor, BadFilter, BadPointInTime } from '#read-model';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
  type Told,
} from '../../../../test/support/projections-house.js';
import {
  cancelled,
  made,
  opened,
  planned,
  schoolMonths,
  tagged,
  visits,
} from '../../../../test/support/visits.js';
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

async function settled(...events: readonly Told[]): Promise<Position> {
  const at = await house.tell(...events);
  await runner.waitFor('tests.visits', at, 5_000);
  return at;
}
const keys = (answer: { value: { rows: readonly { key: string }[] } }) =>
  answer.value.rows.map((it) => it.key);

describe('live readings', () => {
  it('show what a scope may see and what is public, at the position of the rows', async () => {
    const at = await settled(
      planned('a', '100001', '2025-10-06', 'p1'),
      planned('b', '100002', '2025-10-06', 'p1'),
      planned('c', '100003'),
      planned('d', '100004'),
      opened('d'),
    );
    const list = (scope: 'all' | Set<string>) =>
      readings.list(visits, { scope, filters: {}, limit: 10 });
    expect(keys(await list('all'))).toEqual(['visit:a', 'visit:b', 'visit:c', 'visit:d']);
    expect(keys(await list(new Set(['partnership:p1'])))).toEqual([
      'visit:a',
      'visit:b',
      'visit:d',
    ]);
    expect(keys(await list(new Set(['urn:100003'])))).toEqual(['visit:c', 'visit:d']);
    expect(keys(await list(new Set()))).toEqual(['visit:d']);
    expect((await list('all')).position).toBe(at);

    const one = (scope: Set<string>) => readings.one(visits, 'visit:a', { scope });
    expect(await one(new Set(['urn:100001']))).toEqual({
      value: {
        key: 'visit:a',
        scope: ['urn:100001', 'partnership:p1'],
        urn: '100001',
        plannedFor: '2025-10-06',
        longestHours: null,
        timesMade: 0,
        made: false,
        tags: [],
        hoursByDay: {},
      },
      position: at,
    });
    expect((await one(new Set(['urn:100002']))).value).toBeUndefined();
    expect((await readings.one(visits, 'visit:none', { scope: 'all' })).value).toBeUndefined();
    expect((await readings.one(visits, 'visit:\0', { scope: 'all' })).value).toBeUndefined();
  });

  it('go on by a cursor, whatever was inserted since', async () => {
    const page = async (cursor?: string) =>
      readings.list(visits, {
        scope: 'all',
        filters: {},
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
    const first = await page();
    await settled(planned('aa', '100001'), planned('bb', '100001'));
    const second = await page(first.value.next);
    expect([keys(first), keys(second)]).toEqual([
      ['visit:a', 'visit:b'],
      ['visit:bb', 'visit:c'],
    ]);
    const third = await page(second.value.next);
    expect([keys(third), third.value.next]).toEqual([['visit:d'], undefined]);
    for (const bad of ['', 'x', 'visit:a', Buffer.from('k:\0').toString('base64url')])
      await expect(page(bad)).rejects.toThrow(BadCursor);
  });

  it('refuse a filter that can match nothing by its form', async () => {
    for (const filters of [
      { nothing: 'x' },
      { timesMade: 'many' },
      { timesMade: '9'.repeat(20) },
      { longestHours: '' },
      { made: 'yes' },
      { urn: '\0' },
      { constructor: 'x' },
    ] as unknown as Record<string, string>[])
      await expect(readings.list(visits, { scope: 'all', filters, limit: 5 })).rejects.toThrow(
        BadFilter,
      );
    const quoted = { urn: `' or true --` };
    expect(keys(await readings.list(visits, { scope: 'all', filters: quoted, limit: 5 }))).toEqual(
      [],
    );
  });
});

describe('provenance', () => {
  it('is the events whose fold changed the row, each with the fields it changed', async () => {
    await settled(
      planned('p', '100005'),
      made('p', 2, '100005', '2025-10-07'),
      // the day is the same and so are the hours: only the count changes
      made('p', 2, '100005', '2025-10-07'),
      tagged('p', 'phonics'),
    );
    const at = await settled(tagged('other', 'phonics'));
    const scope = new Set(['urn:100005']);
    const { value, position } = await readings.provenance(visits, 'visit:p', { scope });
    expect(position).toBe(at);
    expect(value).toMatchObject({ key: 'visit:p', projection: 'tests.visits', version: 1 });
    const events = (await eventsOf(house.store)).filter((it) => it.stream === 'tests.visit-p');
    expect(value!.events.map((it) => [it.id, it.type, it.changed])).toEqual([
      [
        events[0]!.id,
        'VisitPlanned',
        ['key', 'scope', 'urn', 'plannedFor', 'timesMade', 'made', 'tags', 'hoursByDay'],
      ],
      [events[1]!.id, 'VisitMade', ['longestHours', 'timesMade', 'made', 'hoursByDay']],
      [events[2]!.id, 'VisitMade', ['timesMade']],
      [events[3]!.id, 'VisitTagged', ['tags']],
    ]);
    expect(value!.events[3]).toMatchObject({
      stream: 'tests.visit-p',
      revision: 3,
      position: events[3]!.position,
      recordedOn: '2025-10-01T11:00:00.000Z',
      occurredOn: '2025-10-01',
    });
    const before = await readings.pointInTimeOf(events[1]!.position, 'recorded');
    const past = await readings.provenance(visits, 'visit:p', { scope, at: before });
    expect(past.value!.events).toHaveLength(2);
    const others = new Set(['urn:100001']);
    expect((await readings.provenance(visits, 'visit:p', { scope: others })).value).toBeUndefined();
  });

  it('begins anew where a row was taken away', async () => {
    await settled(planned('q', '100005'), tagged('q', 'x'), cancelled('q', '100005'));
    const trail = async () =>
      (await readings.provenance(visits, 'visit:q', { scope: 'all' })).value;
    expect(await trail()).toBeUndefined();
    await settled(planned('q', '100006'));
    expect((await trail())!.events.map((it) => it.type)).toEqual(['VisitPlanned']);
  });
});

describe('a moment', () => {
  it('of a day ends before the first event recorded after it in London, in the log’s order', async () => {
    const day = (on: string, id: string) => house.tell({ ...planned(id), recordedOn: on });
    const last = await day('2025-11-01T12:00:00.000Z', 'm1');
    // after the clocks went back: London is UTC
    const late = await day('2025-11-02T23:59:59.999Z', 'm2');
    await day('2025-11-03T00:00:00.000Z', 'm3');
    // recorded out of order, as by a program whose clock was behind
    await day('2025-11-02T10:00:00.000Z', 'm4');
    let end = await day('2025-11-04T10:00:00.000Z', 'm5');

    const of = (asked: string) => readings.pointInTimeOf(asked, 'recorded');
    expect(await of('2025-11-01')).toEqual({
      asked: '2025-11-01',
      upTo: last,
      clock: 'recorded',
      day: '2025-11-01',
    });
    expect((await of('2025-11-02')).upTo).toBe(late);
    expect((await of('2025-11-04')).upTo).toBe(end);
    expect((await of('2999-12-31')).upTo).toBe(end);
    expect((await of('2020-01-01')).upTo).toBe(ORIGIN);
    // a later day that was recorded first ends the days before it
    const before = await day('2025-11-20T10:00:00.000Z', 'm7').then(() => end);
    await day('2025-11-10T10:00:00.000Z', 'm8');
    expect((await of('2025-11-09')).upTo).toBe(before);
    end = await house.store.head();
    // summer time: 23:30 in UTC is the next day in London
    const summer = await day('2026-06-30T23:30:00.000Z', 'm6');
    expect((await of('2026-06-30')).upTo).toBe(end);
    expect((await of('2026-07-01')).upTo).toBe(summer);
  });

  it('on the occurred clock knows everything, and names the day', async () => {
    const end = await house.store.head();
    expect(await readings.pointInTimeOf('2025-11-02', 'occurred')).toEqual({
      asked: '2025-11-02',
      upTo: end,
      clock: 'occurred',
      day: '2025-11-02',
    });
  });

  it('may be a position, and knows its day', async () => {
    const events = await eventsOf(house.store);
    const there = events.find((it) => it.id === events.at(-2)!.id)!;
    expect(await readings.pointInTimeOf(there.position, 'recorded')).toEqual({
      asked: there.position,
      upTo: there.position,
      clock: 'recorded',
      day: '2025-11-10',
    });
  });

  it('may be that before the first event, when nothing was known', async () => {
    const at = await readings.pointInTimeOf(ORIGIN, 'recorded');
    expect(at).toMatchObject({ upTo: ORIGIN, day: '' });
    expect((await readings.one(visits, 'visit:a', { scope: 'all', at })).value).toBeUndefined();
  });

  it('is refused when it is neither', async () => {
    for (const asked of ['yesterday', '2025-02-30', '2025-13-01', '2025-1-1', '7', '9'.repeat(20)])
      await expect(readings.pointInTimeOf(asked, 'recorded')).rejects.toThrow(BadPointInTime);
    await expect(readings.pointInTimeOf('2025-02-30', 'recorded')).rejects.toThrow(
      `'2025-02-30' is no moment of the log: there is no such day in the calendar`,
    );
  });
});
