import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { academicYearOf, daysOf, isAcademicYear, termOf, terms, written } from './academic-year.js';

const days = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((it) => it.toISOString().slice(0, 10));
const years = fc
  .integer({ min: 1990, max: 2110 })
  .map((start) => `${start}${String((start + 1) % 100).padStart(2, '0')}`);
const next = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

describe('the academic year', () => {
  it('runs from 1 September to 31 August', () => {
    expect(academicYearOf('2025-08-31')).toBe('202425');
    expect(academicYearOf('2025-09-01')).toBe('202526');
    expect(academicYearOf('1999-12-31')).toBe('199900');
    expect(daysOf({ year: '202526', name: 'Academic year' })).toEqual({
      from: '2025-09-01',
      to: '2026-08-31',
    });
  });

  it('is written with a stroke', () => expect(written('202526')).toBe('2025/26'));

  it('holds every day of its own and no other', () =>
    fc.assert(
      fc.property(days, (day) => {
        const year = academicYearOf(day);
        expect(isAcademicYear(year)).toBe(true);
        const { from, to } = daysOf({ year, name: 'Academic year' });
        expect(from <= day && day <= to).toBe(true);
      }),
    ));

  it.each(['2025', '202527', '202524', '20252', '2025/26', 'abcdef', ''])('is not %s', (text) =>
    expect(isAcademicYear(text)).toBe(false),
  );
});

describe('the terms', () => {
  it('hold every day of their own', () =>
    fc.assert(
      fc.property(days, (day) => {
        const { from, to } = daysOf(termOf(day));
        expect(from <= day && day <= to).toBe(true);
      }),
    ));

  it('follow each other without a gap and fill the year', () =>
    fc.assert(
      fc.property(years, (year) => {
        const whole = daysOf({ year, name: 'Academic year' });
        const [autumn, spring, summer] = terms.map((name) => daysOf({ year, name }));
        expect(autumn!.from).toBe(whole.from);
        expect(spring!.from).toBe(next(autumn!.to));
        expect(summer!.from).toBe(next(spring!.to));
        expect(summer!.to).toBe(whole.to);
      }),
    ));

  it('give the name and the year of a day', () =>
    expect(termOf('2026-04-30')).toEqual({ year: '202526', name: 'Spring term' }));
});
