import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowsOf } from '#testing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import {
  cancelled,
  made,
  planned,
  schoolMonths,
  tagged,
  visits,
  visitsAs,
} from '../../../../test/support/visits.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

describe('a projection that is followed', () => {
  it('has the rows that its fold makes, in batches of any size', async () => {
    const events = Array.from({ length: 30 }, (_, n) => [
      planned(`v${n}`),
      tagged(`v${n}`, 'phonics'),
      made(`v${n}`, n + 0.5),
      ...(n % 3 === 0 ? [cancelled(`v${n}`)] : [made(`v${n}`, 1)]),
    ]).flat();
    await house.tell(...events.slice(0, 70));
    const runner = await house.run([visits, schoolMonths]);
    const end = await house.tell(...events.slice(70));
    expect(await runner.waitFor('tests.visits', end, 10_000)).toBe(true);
    expect(await runner.waitFor('tests.school-months', end, 10_000)).toBe(true);
    const recorded = (await eventsOf(house.store)) as never[];
    expect(await house.rows(visits)).toEqual(rowsOf(visits, ...recorded));
    // what a fold leaves out is null in the table
    const months = rowsOf(schoolMonths, ...recorded);
    expect(await house.rows(schoolMonths)).toEqual(
      Object.fromEntries(Object.entries(months).map(([k, row]) => [k, { last: null, ...row }])),
    );
  });

  it('reaches the head of a log that says nothing to it', async () => {
    const silent = visitsAs('silent', { key: () => [] });
    const runner = await house.run([silent]);
    const end = await house.tell(tagged('v1', 'quiet'));
    expect(await runner.waitFor('tests.silent', end, 5_000)).toBe(true);
  });

  it('parks a row whose key begins with an identity that the event does not name', async () => {
    const stray = visitsAs('stray', { key: () => 'urn:elsewhere' });
    const runner = await house.run([stray]);
    const end = await house.tell(planned('s1'));
    expect(await runner.waitFor('tests.stray', end, 10_000)).toBe(true);
    expect(await house.parked('tests.stray')).toContainEqual([
      'urn:elsewhere',
      'VisitPlanned',
      'it changes the row urn:elsewhere but is not about urn:elsewhere',
    ]);
    expect(await house.rows(stray)).toEqual({});
  });
});
