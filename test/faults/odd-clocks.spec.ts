import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plusDays, londonDay, SetClock, SystemClock } from '#eventing';
import { testDatabase, type TestDatabase } from '#testing';
import { aHouse } from '../support/a-house.js';
import { type ProjectionsHouse, projectionsHouse } from '../support/projections-house.js';
import { planned, Visit, visits } from '../support/visits.js';

describe('an event from a clock far off', () => {
  let house: ProjectionsHouse;
  beforeAll(async () => {
    house = await projectionsHouse();
    await house.run([visits]);
  });
  afterAll(() => house.close());
  const on = (day: string) => `${day}T11:00:00.000Z`;

  it('freezes no later past, and hides none, on either clock', async () => {
    const tell = (visit: string, day: string) =>
      house.tell({ ...planned(visit), recordedOn: on(day), occurredOn: '2025-10-01' });
    const first = await tell('v1', '2025-10-01');
    const ahead = await tell('v2', '2031-05-05');
    const second = await tell('v3', '2025-10-02');
    const behind = await tell('v4', '1990-01-01');
    const third = await tell('v5', '2025-10-03');
    const readings = await house.readings(Visit);
    const upTo = async (asked: string, clock: 'recorded' | 'occurred' = 'recorded') =>
      (await readings.pointInTimeOf(asked, clock)).upTo;
    expect(await upTo('1995-01-01')).toBe('');
    expect(await upTo('2025-09-30')).toBe('');
    // one from ahead counts as recorded before what follows it, one from behind after what it follows
    expect(await upTo('2025-10-01')).toBe(first);
    expect(await upTo('2025-10-02')).toBe(behind);
    expect(await upTo('2025-10-03')).toBe(third);
    expect(await upTo('2031-12-31')).toBe(third);
    const dayAt = async (position: string) =>
      (await readings.pointInTimeOf(position, 'occurred')).day;
    expect(await Promise.all([first, ahead, second, behind, third].map(dayAt))).toEqual([
      ...['2025-10-01', '2025-10-01', '2025-10-02', '2025-10-02', '2025-10-03'],
    ]);
    for (const clock of ['recorded', 'occurred'] as const) {
      const at = await readings.pointInTimeOf('2025-10-03', clock);
      const { value } = await readings.list(visits, { scope: 'all', at, limit: 10, filters: {} });
      expect(value.rows).toHaveLength(5);
    }
  });
});

describe('a house whose clock is far off', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('says so, and what it recorded is named by every other, which goes on', async () => {
    const env = { DATABASE_URL: database.url };
    const today = londonDay(new SystemClock().now());
    const right = await aHouse(env);
    await right.register('900001');
    await right.caughtUp();
    expect((await right.health()).words).toEqual(['ready']);

    const wrong = await aHouse(env, new SetClock(`${plusDays(today, 400)}T11:00:00.000Z`));
    await wrong.register('900002');
    await wrong.caughtUp();
    expect(await wrong.health()).toMatchObject({
      words: ['clock-ahead', 'event-from-ahead'],
      status: 'degraded',
    });
    await wrong.close();
    await right.caughtUp();
    const named = { words: ['event-from-ahead'], status: 'degraded' };
    expect(await right.health()).toMatchObject(named);

    await right.register('900003');
    await right.caughtUp();
    expect(await right.health()).toMatchObject(named);
    const { readings, store } = right.platform;
    expect((await readings.pointInTimeOf(today, 'recorded')).upTo).toBe(await store.head());
    await right.close();
  }, 60_000);
});
