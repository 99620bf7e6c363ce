import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberOf, publishedFigure, publisherMarks } from './published-figure.js';

describe('a published figure', () => {
  it.each(Object.keys(publisherMarks))('keeps the mark %s as a mark', (mark) => {
    expect(publishedFigure(mark)).toBe(mark);
    expect(numberOf(mark)).toBeNull();
  });

  it('is the number that stands there', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.integer({ min: 0, max: 9 }),
        (n, tenth) => {
          expect(publishedFigure(`${n}`)).toBe(n);
          expect(publishedFigure(` ${n}.${tenth} `)).toBe(Number(`${n}.${tenth}`));
          expect(publishedFigure(`${n}.${tenth}%`)).toBe(Number(`${n}.${tenth}`));
        },
      ),
    ));

  it('is absent in an empty cell: that is not 0', () => {
    expect(publishedFigure('')).toBeUndefined();
    expect(publishedFigure(' ')).toBeUndefined();
    expect(numberOf(undefined)).toBeNull();
  });

  it.each(['NULL', 'Z', '-1', '1,234', '1e3', '0x10', 'Infinity', 'NaN', '12.', '.5', 'toString'])(
    'is unreadable as %s',
    (text) => expect(publishedFigure(text)).toBe('unreadable'),
  );

  it('is never a number that is not finite', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const figure = publishedFigure(text);
        if (typeof figure === 'number') expect(Number.isFinite(figure) && figure >= 0).toBe(true);
      }),
    ));
});
