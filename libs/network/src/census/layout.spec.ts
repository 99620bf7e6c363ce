import { describe, expect, it } from '@jest/globals';
import { type Header, headerOf } from './layout.js';

const layout = {
  name: 'demo',
  required: { urn: 'URN', name: 'School  name' },
  optional: { trust: 'trust' },
} as const;
const header = (...fields: string[]) => headerOf(layout, fields) as Header<'urn' | 'name', 'trust'>;

describe('a header', () => {
  it('is understood in any order, with columns nobody knows', () => {
    const found = header('extra', ' urn', '', 'SCHOOL NAME ');
    expect(found.width).toBe(4);
    expect(found.cells(['x', ' 139402 ', 'y', 'Alec Hunter'])).toEqual({
      urn: '139402',
      name: 'Alec Hunter',
      trust: undefined,
    });
  });
  it('tells an empty cell from a column that is not there', () =>
    expect(header('urn', 'school name', 'trust').cells(['1', '2', '']).trust).toBe(''));
  it('is refused when a column is missing, by its name', () =>
    expect(headerOf(layout, ['urn'])).toBe('it is not of the layout demo: no School  name'));
  it('is refused when it names a column twice', () =>
    expect(headerOf(layout, ['urn', 'school name', 'URN'])).toBe('the header names twice: URN'));
});
