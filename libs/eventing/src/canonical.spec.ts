import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonical } from './canonical.js';

/** The same value with the members of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, it]) => [name, turned(it)]),
  );
}

describe('the canonical text of a value', () => {
  it('is that of RFC 8785', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
      string: '\u20ac$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],' +
        '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],' +
        '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts names by their UTF-16 units, digits or not', () => {
    expect(canonical({ '\u20ac': 1, 10: 2, 9: 3, '\ud83d\ude00': 4, '\ufb33': 5 })).toBe(
      '{"10":2,"9":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}',
    );
  });

  it('leaves out what is not there, as JSON does', () => {
    expect(canonical({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
    expect(canonical(undefined)).toBe('null');
  });

  it('says the same value, whatever order its members came in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonical(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonical(turned(value))).toBe(text);
      }),
    );
  });
});
