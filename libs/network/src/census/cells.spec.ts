import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOf, dayOf, figureOf, requiredText, textOf } from './cells.js';
import { BadRow } from './import-refused.js';

describe('text', () => {
  it('has plain white space', () =>
    expect(textOf('c', ' St\r\n Mary  School ')).toBe('St Mary School'));
  it.each(['', '  ', 'NULL', undefined])('is absent for %p', (cell) => {
    expect(textOf('c', cell)).toBeUndefined();
    expect(() => requiredText('c', cell)).toThrow('c is missing');
  });
  it.each(['\u0000', 'a\u0007b', 'a\u007f', 'a\ufffd'])('cannot be read: %j', (cell) =>
    expect(() => textOf('c', cell)).toThrow(BadRow),
  );
  it('has an end', () => {
    expect(textOf('c', 'x'.repeat(200))).toHaveLength(200);
    expect(() => textOf('c', 'x'.repeat(201))).toThrow('c is longer than 200 characters');
  });
});

describe('a day', () => {
  it('is written day first', () => {
    expect(dayOf('c', '01/09/2012')).toBe('2012-09-01');
    expect(dayOf('c', '29-02-2024')).toBe('2024-02-29');
  });
  it.each(['', 'NULL', undefined, '01/01/1900'])('is unknown as %p', (cell) =>
    expect(dayOf('c', cell)).toBeUndefined(),
  );
  it.each(['29/02/2023', '31/11/2020', '00/01/2020', '2012-09-01', '1/9/2012', 'x', '01/09/12'])(
    'is none as %s',
    (cell) => expect(() => dayOf('c', cell)).toThrow(`c "${cell}" is no day`),
  );
});

describe('a figure', () => {
  it('is a number, a mark or absent', () => {
    expect(figureOf('c', '0', 'count')).toBe(0);
    expect(figureOf('c', '12.5', 'per cent')).toBe(12.5);
    expect(figureOf('c', '87.5', 'measure')).toBe(87.5);
    expect(figureOf('c', 'z', 'count')).toBe('z');
    for (const cell of ['', 'NULL', undefined])
      expect(figureOf('c', cell, 'count')).toBeUndefined();
  });
  it('is refused when it is not of its kind', () => {
    expect(() => figureOf('c', '1.5', 'count')).toThrow('c "1.5" is no count');
    expect(() => figureOf('c', '100.1', 'per cent')).toThrow('c "100.1" is no per cent');
    expect(() => figureOf('c', '-1', 'measure')).toThrow('c "-1" is no measure');
    expect(() => figureOf('c', 'many', 'count')).toThrow('c "many" is no count');
  });
});

it('quotes a long cell in part', () =>
  fc.assert(
    fc.property(fc.string({ minLength: 41 }), (cell) => {
      expect(() => codeOf('c', cell, /^$/)).toThrow('…');
    }),
  ));
