import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { londonDay } from './clock.js';

describe('a day in London', () => {
  it.each([
    ['2025-03-31T22:59:59.999Z', '2025-03-31'],
    ['2025-03-31T23:00:00.000Z', '2025-04-01'],
    ['2025-01-31T23:59:59.999Z', '2025-01-31'],
    ['2025-10-26T00:30:00.000Z', '2025-10-26'],
    ['2025-07-01T00:30:00+02:00', '2025-06-30'],
  ])('of %s is %s', (instant, day) => {
    expect(londonDay(instant)).toBe(day);
  });

  it('does not depend on what was asked before', () => {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'Europe/London',
      dateStyle: 'short',
    });
    const instants = fc.date({
      min: new Date('1995-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.array(instants), (asked) => {
        for (const it of asked) expect(londonDay(it.toISOString())).toBe(format.format(it));
      }),
    );
  });
});
