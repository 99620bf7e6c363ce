import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalOf, MEASURED as rule, numberFault, numberIn } from './decimal.js';

/** A decimal as people write it, and how many places it has without its trailing noughts. */
const written = fc
  .tuple(fc.boolean(), fc.bigInt(0n, 999_999_999n), fc.stringMatching(/^\d{0,12}$/))
  .map(([less, whole, part]) => ({
    text: `${less ? '-' : ''}${String(whole)}${part === '' ? '' : `.${part}`}`,
    places: part.replace(/0+$/, '').length,
  }))
  // what a double can tell apart
  .filter(({ text }) => text.replaceAll(/\D/g, '').replace(/^0+/, '').length <= 15);

describe('the decimal text of a number', () => {
  it('has no exponent, and reads back as the number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = decimalOf(value);
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
        expect(Number(text) === value).toBe(true);
      }),
    );
  });

  it('is the shortest', () => {
    expect([1e-7, -1.5e-7, 1e21, 123.25, 0, -0].map(decimalOf)).toEqual([
      '0.0000001',
      '-0.00000015',
      '1000000000000000000000',
      '123.25',
      '0',
      '0',
    ]);
  });
});

describe('a number', () => {
  it('is good when as many places as it has are allowed, however it is written', () => {
    fc.assert(
      fc.property(written, fc.integer({ min: -12, max: 12 }), ({ text, places }, shift) => {
        const good = places <= rule.places;
        expect(numberFault(numberIn(text), rule) === undefined).toBe(good);
        // the same with an exponent
        const [whole = '', part = ''] = text.split('.');
        const digits = part.padEnd(Math.max(shift, part.length), '0');
        const moved =
          shift > 0
            ? `${whole}${digits.slice(0, shift)}.${digits.slice(shift)}0e-${shift}`
            : `${text}e0`;
        const plain = moved.replace(/^(-?)0+(?=\d)/, '$1');
        expect(numberIn(plain)).toBe(Number(text));
        expect(numberFault(numberIn(plain), rule) === undefined).toBe(good);
      }),
    );
  });

  it('is within its bounds, which are included', () => {
    for (const value of [-1e9, 1e9, 0, 1e-6, -999_999_999.999999])
      expect(numberFault(value, rule)).toBeUndefined();
    for (const value of [
      1e9 + 1e-6,
      -1e9 - 1,
      1e-7,
      1.5e-7,
      5e-324,
      1e300,
      NaN,
      Infinity,
      '1',
      null,
    ])
      expect(numberFault(value, rule)).toBe(
        'must be a number from -1000000000 to 1000000000 with at most 6 decimal places',
      );
    expect(numberFault(1.5, { min: 1, max: 4, places: 0 })).toBe(
      'must be a whole number from 1 to 4',
    );
  });

  it('is nothing but a number of JSON, as text', () => {
    for (const text of [
      '',
      ' ',
      ' 1',
      '1 ',
      '+1',
      '01',
      '.5',
      '5.',
      '0x10',
      '1e',
      'NaN',
      'Infinity',
      '1_0',
      '१',
    ])
      expect(numberIn(text)).toBeNaN();
    expect(['-0', '1e2', '0.50', '1E-1'].map(numberIn)).toEqual([-0, 100, 0.5, 0.1]);
  });
});
