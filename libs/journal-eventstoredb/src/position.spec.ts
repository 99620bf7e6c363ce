import { describe, expect, it } from '@jest/globals';
import { ORIGIN, type Position } from '#eventing';
import { placeOf, positionOf } from './position.js';

const at = (commit: bigint, prepare = commit) => positionOf({ commit, prepare });

describe('a position', () => {
  it('sorts as text, beyond what a number can hold', () => {
    const positions = [at(0n), at(9n), at(10n), at(9_007_199_254_740_993n), at(2n ** 62n)];
    expect([...positions].sort()).toEqual(positions);
    expect(positions.every((it) => it > ORIGIN)).toBe(true);
    expect(placeOf(positions[3]!)?.commit).toBe(9_007_199_254_740_993n);
  });

  it('tells where an event was prepared when that is elsewhere, and comes back whole', () => {
    for (const place of [
      { commit: 700n, prepare: 700n },
      { commit: 700n, prepare: 650n },
    ])
      expect(placeOf(positionOf(place))).toEqual(place);
    expect(at(700n, 640n) < at(700n, 650n)).toBe(true);
    expect(at(699n) < at(700n, 650n)).toBe(true);
    expect(at(700n, 650n) < at(701n)).toBe(true);
  });

  it('is not made of what no log gave out, nor of what a server does not tell', () => {
    expect(placeOf(ORIGIN)).toBeUndefined();
    for (const it of ['7', 'yesterday', '9'.repeat(20), `${at(7n)}.1`])
      expect(() => placeOf(it as Position)).toThrow(RangeError);
    for (const it of [undefined, { commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n }])
      expect(() => positionOf(it)).toThrow('use EventStoreDB 23.10 or later');
  });
});
