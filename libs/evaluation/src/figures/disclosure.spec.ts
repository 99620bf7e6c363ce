import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { disclosureOf, few, type History } from './disclosure.js';

const summer = { year: '202425', name: 'Summer term' } as const;
const autumn = { year: '202526', name: 'Autumn term' } as const;
const spring = { year: '202526', name: 'Spring term' } as const;
const base = { period: summer, value: 58.1, n: 62 };
const history = (changes: Partial<History> = {}): History => ({
  ...{ level: 'pupils', direction: 'up', baselines: [base] },
  measurements: [{ period: spring, value: 63.333333, n: 30, was: [{ value: 61.290323, n: 31 }] }],
  ...changes,
});
const of = (n: number, period: typeof spring | typeof autumn | typeof summer = spring) => ({
  ...{ period, n },
});

describe('what may be shown of a KPI of pupils', () => {
  it('is what stands, and nothing that differs from it by few: one pupil more scored what is between', () => {
    const disclosure = disclosureOf(history());
    expect([30, 31].map((n) => disclosure.shows(of(n)))).toEqual([true, false]);
    expect(disclosure.shows(of(62, summer))).toBe(true);
  });
  it('is what was entered before, when as many or at least 11 more or fewer were counted', () => {
    const was = [60, 55, 41, 30].map((n) => ({ value: n, n }));
    const measurements = [{ period: spring, value: 1, n: 30, was }];
    const disclosure = disclosureOf(history({ measurements }));
    // 55 and 60 differ by few: the later of them is shown
    expect([30, 41, 55, 60].map((n) => disclosure.shows(of(n)))).toEqual([true, true, true, false]);
  });
  it('is compared within a period, whether it was entered as a baseline or as a result', () => {
    const measurements = [
      { period: autumn, value: 1, n: 30, was: [] },
      { period: spring, value: 1, n: 31, was: [] },
    ];
    const replaced = { period: autumn, value: 2, n: 29 };
    const disclosure = disclosureOf(history({ measurements, baselines: [replaced, base] }));
    expect([of(30, autumn), of(31), of(29, autumn)].map(disclosure.shows)).toEqual([
      ...[true, true, false],
    ]);
  });
  it('is nothing once any cohort was of fewer than 11', () => {
    const closed = history({
      measurements: [{ period: spring, value: 1, n: 30, was: [{ value: 2, n: 10 }] }],
    });
    expect(disclosureOf(closed)).toMatchObject({ closed: true });
    expect(disclosureOf(closed).shows(of(30))).toBe(false);
    expect(disclosureOf({ ...closed, level: 'people' }).shows(of(10))).toBe(true);
  });
  it('is a change that follows from figures that are shown, and no other', () => {
    const { follows } = disclosureOf(history());
    expect(follows({ change: 5.233333, n: 30 })).toBe(true);
    expect(follows({ change: 3.190323, n: 31 })).toBe(false);
    expect(follows({ change: null, n: 0 })).toBe(true);
  });
  it('never holds two figures of one period between which there are one to ten pupils', () => {
    const n = fc.integer({ min: 11, max: 40 });
    const entry = fc.record({ value: fc.nat(100), n });
    const period = fc.constantFrom(summer, autumn, spring);
    const baseline = fc.record({ period, value: fc.nat(100), n });
    const measured = fc.uniqueArray(
      fc.record({ period, value: fc.nat(100), n, was: fc.array(entry, { maxLength: 4 }) }),
      { selector: (it) => it.period.name },
    );
    fc.assert(
      fc.property(fc.array(baseline), measured, (baselines, measurements) => {
        const disclosure = disclosureOf(history({ baselines, measurements }));
        const entries = [
          ...baselines,
          ...measurements.flatMap(({ period: at, ...it }) =>
            [it, ...it.was].map((that) => ({ ...that, period: at })),
          ),
        ];
        const shown = entries.filter(disclosure.shows);
        for (const one of shown)
          for (const other of shown)
            if (one.period === other.period) expect(few(Math.abs(one.n - other.n))).toBe(false);
        // what stands is shown: withholding everything would be no answer
        const standing = baselines.at(-1);
        expect(!standing || disclosure.shows(standing)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
