import { describe, expect, it } from '@jest/globals';
import { type CensusCells, censusLayout } from './census-layout.js';
import { censusRowOf } from './census-row.js';
import { BadRow } from './import-refused.js';

const blank = Object.fromEntries(
  Object.keys({ ...censusLayout.optional, ...censusLayout.required }).map((key) => [key, '']),
) as unknown as CensusCells;
const cells: CensusCells = {
  ...blank,
  year: '202223',
  periodName: 'Academic year',
  level: 'School',
  urn: '139402',
  laCode: '881',
  laName: 'Essex',
  name: 'Alec Hunter Academy',
  laestab: '8814010',
  grouping: 'State-funded secondary',
  type: 'Academy sponsor led',
  regionCode: 'E12000006',
  regionName: 'East of England',
  districtCode: 'E07000067',
  districtName: 'Braintree',
  wardCode: 'E05010368',
  wardName: 'Braintree Central & Beckers Green',
  trust: 'SAFFRON ACADEMY TRUST',
  opened: '01/04/2013',
  sex: 'Mixed',
  religiousCharacter: 'No religious character',
  admissions: 'Non-selective',
  urbanRural: '(England/Wales) Urban city and town',
  postcode: 'cm7 3nr',
  roll: '1054',
  girls: '400',
  fullTimeEquivalent: '811.5',
  fsm: '13.6',
  eal: 'z',
};
const read = (change: Partial<CensusCells> = {}) => censusRowOf({ ...cells, ...change })?.command;
const details = (change: Partial<CensusCells>) => read(change)?.details;

describe('a row of the census', () => {
  it('says the same in whatever case its words are', () =>
    expect(
      read({
        ...{ level: 'school', grouping: 'STATE-FUNDED SECONDARY', periodName: 'academic year' },
      }),
    ).toEqual(read()));
  it('becomes what the census says of a school, on the day of the census', () =>
    expect(censusRowOf(cells)).toEqual({
      urn: '139402',
      command: {
        unsaid: expect.not.arrayContaining(['roll', 'girls']),
        type: 'RecordCensusReturn',
        period: { year: '202223', name: 'Academic year' },
        sourceDate: '2023-01-19',
        details: {
          name: 'Alec Hunter Academy',
          phase: 'Secondary',
          typeOfEstablishment: 'Academy sponsor led',
          la: { code: '881', name: 'Essex' },
          laestab: '8814010',
          postcode: 'CM7 3NR',
          region: { code: 'E12000006', name: 'East of England' },
          district: { code: 'E07000067', name: 'Braintree' },
          ward: { code: 'E05010368', name: 'Braintree Central & Beckers Green' },
          trust: { name: 'SAFFRON ACADEMY TRUST' },
          opened: '2013-04-01',
          sex: 'Mixed',
          religiousCharacter: 'No religious character',
          admissions: 'Non-selective',
          urbanRural: '(England/Wales) Urban city and town',
        },
        figures: { roll: 1054, girls: 400, fullTimeEquivalent: 811.5, fsm: 13.6, eal: 'z' },
      },
    }));

  it.each([
    ['State-funded nursery', {}, 'Nursery'],
    ['State-funded primary', {}, 'Primary'],
    ['State-funded primary', { middle: 'Middle deemed primary' }, 'Middle deemed primary'],
    ['State-funded primary', { allThrough: 'Yes' }, 'All-through'],
    ['State-funded secondary', { middle: 'Middle deemed secondary' }, 'Middle deemed secondary'],
    ['State-funded secondary', { allThrough: 'Yes' }, 'All-through'],
    ['State-funded secondary', { type: 'Free schools 16 to 19' }, '16 plus'],
    ['State-funded secondary', { type: 'Academy 16-19 converter' }, '16 plus'],
    ['State-funded special school', {}, 'Special'],
    ['Non-maintained special school', {}, 'Special'],
    ['State-funded AP school', {}, 'Alternative provision'],
    ['Independent school', {}, 'Independent'],
  ])('of the group %s with %j is of the phase %s', (grouping, change, phase) =>
    expect(details({ grouping, ...change })?.phase).toBe(phase),
  );

  it('says that a school is in no trust, unless the file has no such column', () => {
    expect(details({ trust: '' })?.trust).toBeNull();
    expect(details({ trust: undefined })?.trust).toBeUndefined();
  });
  it('has no postcode where it is NULL, and no area where it is Unknown', () => {
    const found = details({ postcode: 'NULL', wardCode: 'Unknown', wardName: 'Unknown' });
    expect(found?.postcode).toBeUndefined();
    expect(found?.ward).toBeUndefined();
  });
  it('keeps 0 pupils as 0, and a blank as nothing', () =>
    expect(read({ roll: '0', fsm: '', eal: '' })?.figures).toEqual({
      roll: 0,
      girls: 400,
      fullTimeEquivalent: 811.5,
    }));
  it('is passed over when it is no school but a total', () => {
    expect(censusRowOf({ ...cells, level: 'National', urn: '' })).toBeUndefined();
    expect(censusRowOf({ ...cells, level: 'Local authority', urn: '' })).toBeUndefined();
  });
  it.each([
    ['urn', '13940', 'urn "13940" is not of its form'],
    ['urn', '139402.0', 'urn "139402.0" is not of its form'],
    ['urn', '', 'urn "" is not of its form'],
    ['name', '', 'school_name is missing'],
    ['name', 'NULL', 'school_name is missing'],
    ['type', '', 'typeofestablishment_name is missing'],
    ['laName', '', 'la_name is missing'],
    ['laCode', '88', 'old_la_code "88" is not of its form'],
    ['laestab', '873NA', 'laestab "873NA" is not of its form'],
    ['year', '202224', 'time_period "202224" is no year'],
    ['periodName', 'Term', 'time_identifier "Term" is no period'],
    ['grouping', 'Space school', 'phase_type_grouping "Space school" is not known'],
    ['opened', '31/02/2013', 'opendate "31/02/2013" is no day'],
    ['roll', 'many', 'headcount of pupils "many" is no count'],
  ] as const)('is bad with %s %j', (key, cell, reason) => {
    expect(() => read({ [key]: cell })).toThrow(BadRow);
    expect(() => read({ [key]: cell })).toThrow(reason);
  });
});
