import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { censusDayOf } from './census-day.js';

it.each([
  ['202223', '2023-01-19'],
  ['201819', '2019-01-17'],
  ['202021', '2021-01-21'],
  ['202526', '2026-01-15'],
  ['199900', '2000-01-20'],
  ['196869', '1969-01-16'],
])('puts the census of %s on %s', (year, day) => expect(censusDayOf(year)).toBe(day));

it('is always the third Thursday of January', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1960, max: 2150 }), (start) => {
      const day = censusDayOf(`${start}00`);
      expect(new Date(`${day}T00:00:00Z`).getUTCDay()).toBe(4);
      expect(day >= `${start + 1}-01-15` && day <= `${start + 1}-01-21`).toBe(true);
    }),
  ));
