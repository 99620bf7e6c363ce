import { describe, expect, it } from '@jest/globals';
import { type Header, headerOf } from './layout.js';

const layout = {
  name: 'a demo file',
  required: { urn: 'URN', name: 'School  name' },
  optional: { trust: ['trust', 'part-time trust'] },
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
    expect(headerOf(layout, ['urn'])).toBe('it is not a demo file: it has no column School  name'));
  it('is refused when it names a column twice', () =>
    expect(headerOf(layout, ['urn', 'school name', 'URN'])).toBe('the header names twice: URN'));
  it('knows a column by another heading, hyphens and spaces alike', () =>
    expect(header('urn', 'school-name', 'Part time  trust').cells(['1', '2', 'x'])).toEqual({
      ...{ urn: '1', name: '2', trust: 'x' },
    }));
  it('says what was wanted and is not there, and what was not used', () =>
    expect(header('urn', 'extra', 'school name', '')).toMatchObject({
      ...{ absent: ['trust'], unused: ['extra'] },
    }));
  it.each([
    ['URN;School name', 'semicolons'],
    ['URN\tSchool name', 'tabs'],
    ['URN;School name;Pupils, all;Pupils, boarding', 'semicolons'],
  ])('says what stands between the columns of %j', (line, what) =>
    expect(headerOf(layout, line.split(','))).toBe(
      `its columns are separated by ${what}: save it with commas`,
    ),
  );
});
