import { describe, expect, it } from '@jest/globals';
import { mostAtOnce, overlaps, refuseCrossing, refuseReversed, spanOf } from './window.js';

const autumn = { from: '2025-09-01', to: '2025-12-19' };
const october = { from: '2025-10-01', to: '2025-10-31' };
const november = { from: '2025-11-01', to: '2025-11-30' };

describe('windows', () => {
  it('overlap on one shared day', () => {
    expect(overlaps(october, { from: '2025-10-31', to: '2025-11-02' })).toBe(true);
    expect(overlaps(october, november)).toBe(false);
  });
  it('are counted where they are open together, not one after the other', () => {
    expect(mostAtOnce([october, november], autumn)).toBe(1);
    expect(mostAtOnce([october, november, autumn], autumn)).toBe(2);
    expect(mostAtOnce([], autumn)).toBe(0);
  });
  it('span from the first day to the last', () =>
    expect(spanOf(november, october)).toEqual({ from: '2025-10-01', to: '2025-11-30' }));
  it('do not end before they begin', () => {
    expect(() => refuseReversed({ from: '2025-10-02', to: '2025-10-01' })).toThrow(
      'window-reversed',
    );
    expect(() => refuseReversed({ from: '2025-10-01', to: '2025-10-01' })).not.toThrow();
  });
  it('do not cross 31 August', () => {
    expect(() => refuseCrossing({ from: '2026-08-31', to: '2026-09-01' })).toThrow(
      'window-crosses-years',
    );
    expect(() => refuseCrossing({ from: '2025-09-01', to: '2026-08-31' })).not.toThrow();
  });
});
