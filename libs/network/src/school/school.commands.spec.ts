import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import 'reflect-metadata';
import { RefreshSchool, RegisterSchool } from './school.commands.js';

const details = {
  name: 'Alec Hunter Academy',
  phase: 'Secondary',
  typeOfEstablishment: 'Academy sponsor led',
  la: { code: '881', name: 'Essex' },
};
const more = {
  ukprn: '10038918',
  laestab: '8814010',
  postcode: 'CM7 3NR',
  region: { code: 'E12000006', name: 'East of England' },
  trust: { name: 'SAFFRON ACADEMY TRUST', uid: '2981' },
  opened: '2013-04-01',
  ages: { from: 11, to: 16 },
  geo: { easting: 575_600, northing: 222_900 },
};
const named = (errors: readonly ValidationError[], path = ''): string[] =>
  errors.flatMap((it) => [
    ...(it.constraints ? [path + it.property] : []),
    ...named(it.children ?? [], `${path}${it.property}.`),
  ]);
const registering = (change: object = {}) =>
  named(validateSync(plainToInstance(RegisterSchool, { urn: '139402', ...details, ...change })));
const refreshing = (change: object = {}) =>
  named(
    validateSync(
      plainToInstance(RefreshSchool, { sourceDate: '2025-09-01', ...details, ...change }),
    ),
  );

describe('the body of a registration', () => {
  it('is good with what every school has, and with everything', () => {
    expect(registering()).toEqual([]);
    expect(registering(more)).toEqual([]);
  });
  it('needs what every school has', () => {
    for (const field of ['urn', ...Object.keys(details)])
      expect(registering({ [field]: undefined })).toContain(field);
  });
  it.each([
    ['urn', '1394'],
    ['phase', 'primary'],
    ['ukprn', '123'],
    ['laestab', '873NA'],
    ['postcode', 'NULL'],
    ['opened', '2013-02-30'],
    ['sourceDate', 'yesterday'],
  ])('names %s when it is %s', (field, value) =>
    expect(registering({ [field]: value })).toEqual([field]),
  );
  it('names the part that is wrong', () => {
    expect(registering({ la: { code: '88', name: 'Essex' } })).toEqual(['la.code']);
    expect(registering({ geo: { easting: 1.5, northing: 1 } })).toEqual(['geo.easting']);
    expect(registering({ trust: { name: 'A', uid: 'x' } })).toEqual(['trust.uid']);
  });
});

describe('the body of a refresh', () => {
  it('says of when it is', () => {
    expect(refreshing(more)).toEqual([]);
    expect(refreshing({ sourceDate: undefined })).toEqual(['sourceDate']);
  });
  it('may take away what a school can be without', () => {
    expect(refreshing({ none: ['trust', 'postcode'] })).toEqual([]);
    expect(refreshing({ none: ['name'] })).toEqual(['none']);
  });
});
