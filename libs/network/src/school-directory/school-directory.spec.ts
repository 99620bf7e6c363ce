import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asOfEqualsFold, rowsOf } from '#testing';
import { type SchoolEvent } from '../school/school.events.js';
import { schoolDirectory } from './school-directory.projection.js';

const urn = '139402';
const key = `urn:${urn}`;
const registered = {
  type: 'SchoolRegistered',
  data: {
    urn,
    sourceDate: '2023-01-19',
    name: 'Alec Hunter Academy',
    phase: 'Secondary',
    type: 'Academy sponsor led',
    la: { code: '881', name: 'Essex' },
    laestab: '8814010',
    ward: { code: 'E05010368', name: 'Braintree Central & Beckers Green' },
    trust: { name: 'SAFFRON ACADEMY TRUST', uid: '2981' },
    ages: { from: 11, to: 16 },
    geo: { easting: 575_600, northing: 222_900 },
  },
} as const;
const recorded = {
  type: 'SchoolContextRecorded',
  data: {
    urn,
    period: { year: '202223', name: 'Academic year' },
    sourceDate: '2023-01-19',
    figures: { roll: 0, girls: 400, fsm: 13.6, eal: 'z' },
  },
} as const;
const row = (...events: SchoolEvent[]) => rowsOf(schoolDirectory, ...events)[key];

describe('the directory of schools', () => {
  it('shows everybody what the register says', () => {
    expect(rowsOf(schoolDirectory, registered)).toEqual({
      [key]: {
        key,
        scope: ['public'],
        urn,
        name: 'Alec Hunter Academy',
        phase: 'Secondary',
        type: 'Academy sponsor led',
        status: 'open',
        closedOn: null,
        la: '881',
        laName: 'Essex',
        laestab: '8814010',
        ukprn: null,
        postcode: null,
        region: null,
        district: null,
        ward: 'Braintree Central & Beckers Green',
        trust: 'SAFFRON ACADEMY TRUST',
        trustUid: '2981',
        opened: null,
        easting: 575_600,
        northing: 222_900,
        agesFrom: 11,
        agesTo: 16,
        sex: null,
        religiousCharacter: null,
        admissions: null,
        urbanRural: null,
        detailsAsOf: '2023-01-19',
        figuresYear: null,
        figuresPeriod: null,
        roll: null,
        fsm: null,
        eal: null,
        figures: {},
        marks: {},
      },
    });
  });

  it('shows a number as a number, 0 too, and a mark as a mark', () =>
    expect(row(registered, recorded)).toMatchObject({
      figuresYear: '202223',
      figuresPeriod: 'Academic year',
      roll: 0,
      fsm: 13.6,
      eal: null,
      figures: { roll: 0, girls: 400, fsm: 13.6 },
      marks: { eal: 'z' },
    }));

  it('keeps the newest figures, whatever comes later about older years', () => {
    const of = (year: string, roll: number): SchoolEvent => ({
      type: 'SchoolContextRecorded',
      data: {
        ...recorded.data,
        period: { year, name: 'Academic year' },
        figures: { roll },
      },
    });
    expect(row(registered, recorded, of('202122', 5))).toMatchObject({ roll: 0, fsm: 13.6 });
    expect(row(registered, recorded, of('202324', 5))).toMatchObject({
      figuresYear: '202324',
      roll: 5,
      fsm: null,
      marks: {},
    });
  });

  it('shows figures as they were put right', () => {
    const right = (year: string): SchoolEvent => ({
      type: 'SchoolContextCorrected',
      data: {
        urn,
        period: { year, name: 'Academic year' },
        sourceDate: '2023-01-19',
        changes: {
          roll: { from: 0, to: 'x' },
          eal: { from: 'z', to: 4.1 },
          girls: { from: 400, to: null },
        },
      },
    });
    expect(row(registered, recorded, right('202122'))).toEqual(row(registered, recorded));
    expect(row(registered, recorded, right('202223'))).toMatchObject({
      roll: null,
      eal: 4.1,
      figures: { fsm: 13.6, eal: 4.1 },
      marks: { roll: 'x' },
    });
  });

  it('follows what the register says anew', () => {
    const refreshed: SchoolEvent = {
      type: 'SchoolDetailsRefreshed',
      data: {
        urn,
        sourceDate: '2025-09-01',
        changes: {
          name: { from: 'Alec Hunter Academy', to: 'Alec Hunter School' },
          la: { from: { code: '881', name: 'Essex' }, to: { code: '882', name: 'Southend' } },
          trust: { from: { name: 'SAFFRON ACADEMY TRUST', uid: '2981' }, to: null },
          ukprn: { from: null, to: '10038918' },
        },
      },
    };
    expect(row(registered, refreshed)).toEqual({
      ...row(registered),
      name: 'Alec Hunter School',
      la: '882',
      laName: 'Southend',
      trust: null,
      trustUid: null,
      ukprn: '10038918',
      detailsAsOf: '2025-09-01',
    });
  });

  it('keeps a closed school, as closed', () =>
    expect(
      row(registered, { type: 'SchoolClosed', data: { urn, on: '2025-08-31', reason: 'x' } }),
    ).toEqual({ ...row(registered), status: 'closed', closedOn: '2025-08-31' }));
});

it('answers about the past as it would have then, whatever happened', () => {
  const happened: SchoolEvent[] = [
    recorded,
    { ...recorded, data: { ...recorded.data, period: { year: '202122', name: 'Academic year' } } },
    {
      type: 'SchoolDetailsRefreshed',
      data: {
        urn,
        sourceDate: '2025-09-01',
        changes: { trust: { from: null, to: { name: 'A TRUST' } } },
      },
    },
    {
      type: 'SchoolContextCorrected',
      data: {
        urn,
        period: recorded.data.period,
        sourceDate: '2023-01-19',
        changes: { roll: { from: 0, to: 7 } },
      },
    },
    { type: 'SchoolClosed', data: { urn, on: '2025-08-31', reason: 'x' } },
  ];
  const other = { ...registered, data: { ...registered.data, urn: '139248' } };
  fc.assert(
    fc.property(fc.array(fc.constantFrom<SchoolEvent>(...happened, other)), (events) => {
      asOfEqualsFold(schoolDirectory, registered, ...events);
    }),
    { numRuns: 50 },
  );
});
