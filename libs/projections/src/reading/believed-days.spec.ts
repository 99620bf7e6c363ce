import { describe, expect, it } from '@jest/globals';
import type { Position } from '#eventing';
import { believedOf, type DayRun, oddOf } from './believed-days.js';

const runsOf = (...days: string[]): DayRun[] =>
  days.map((day, index) => ({
    day,
    first: String(index + 1) as Position,
    before: String(index) as Position,
  }));
const believed = (...days: string[]) => believedOf(runsOf(...days)).map((it) => it.day);
const odd = (...days: string[]) => {
  const runs = runsOf(...days);
  return oddOf(runs, believedOf(runs), '2025-12-31').map((it) => `${it.day} ${it.is}`);
};

describe('the days of a log', () => {
  it('are all believed as long as they go on', () => {
    expect(believed()).toEqual([]);
    expect(believed('2025-10-01', '2025-10-02', '2025-10-05')).toHaveLength(3);
    expect(odd('2025-10-01', '2025-10-02', '2025-10-05')).toEqual([]);
  });

  it('leave out one from far ahead as soon as another follows, and one from behind at once', () => {
    expect(believed('2025-10-01', '2031-01-01', '2025-10-01', '2025-10-02')).toEqual([
      '2025-10-01',
      '2025-10-01',
      '2025-10-02',
    ]);
    expect(odd('2025-10-01', '2031-01-01', '2025-10-01')).toEqual(['2031-01-01 ahead']);
    expect(odd('2025-10-01', '1990-01-01')).toEqual(['1990-01-01 behind']);
    expect(odd('2025-10-01', '1990-01-01', '2025-10-02')).toEqual(['1990-01-01 behind']);
  });

  it('name one from ahead that nothing follows yet', () => {
    expect(odd('2025-10-01', '2031-01-01')).toEqual(['2031-01-01 ahead']);
  });

  it('bear two clocks that take turns', () => {
    const turns = ['2025-10-01', '2026-10-01', '2025-10-02', '2026-10-02', '2025-10-03'];
    expect(believed('2025-09-30', ...turns)).toEqual([
      ...['2025-09-30', '2025-10-01', '2025-10-02', '2025-10-03'],
    ]);
  });
});
