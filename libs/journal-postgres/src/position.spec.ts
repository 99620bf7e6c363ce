import { describe, expect, it } from '@jest/globals';
import { ORIGIN, type Position } from '#eventing';
import { digitsOf, positionOf } from './position.js';

describe('a position', () => {
  it('sorts as text as it does as a number', () => {
    const numbers = [0n, 1n, 9n, 10n, 99_999n, 9_223_372_036_854_775_807n];
    const positions = numbers.map(positionOf);
    expect([...positions].reverse().sort()).toEqual(positions);
    expect(positions.map((it) => BigInt(digitsOf(it)))).toEqual(numbers);
  });

  it('is ORIGIN before the first event', () => {
    expect([positionOf(0), positionOf('0'), positionOf(0n)]).toEqual([ORIGIN, ORIGIN, ORIGIN]);
    expect(digitsOf(ORIGIN)).toBe('0');
  });

  it('is refused when no log of this kind gave it out', () => {
    for (const odd of ['1', 'C:12/P:12', '0000000000000000001x', '99999999999999999999'])
      expect(() => digitsOf(odd as Position)).toThrow(RangeError);
  });
});
