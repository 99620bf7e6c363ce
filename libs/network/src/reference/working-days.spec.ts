import { describe, expect, it } from '@jest/globals';
import { plusDays } from '#eventing';
import { BANK_HOLIDAYS_KNOWN, bankHolidays } from './bank-holidays.js';
import { workingDaysAfter } from './working-days.js';

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const of = (year: number): string[] => [...bankHolidays].filter((it) => it.startsWith(`${year}-`));

describe('the bank holidays of England', () => {
  const { from, to } = BANK_HOLIDAYS_KNOWN;
  const years = Array.from({ length: to - from + 1 }, (_, n) => from + n);

  it.each(years)(
    '%d has eight, on days people would work, and the extra ones that were proclaimed',
    (year) => {
      const extra: Record<number, number> = { 2012: 1, 2022: 2, 2023: 1 };
      expect(of(year)).toHaveLength(8 + (extra[year] ?? 0));
      expect(of(year).filter((it) => [0, 6].includes(weekday(it)))).toEqual([]);
      expect(of(year)).toEqual([...of(year)].sort());
    },
  );
  it.each(years)('%d has a Good Friday, and a Monday in August that is its last', (year) => {
    const friday = of(year).find((it) => weekday(it) === 5 && /-0[34]-/.test(it));
    expect(of(year)).toContain(plusDays(friday!, 3));
    const august = of(year).find((it) => it.includes('-08-'));
    expect([weekday(august!), plusDays(august!, 7).slice(5, 7)]).toEqual([1, '09']);
  });
  it('knows those that were moved and added', () => {
    for (const day of ['2012-06-04', '2012-06-05', '2020-05-08', '2022-06-02', '2022-06-03'])
      expect(bankHolidays.has(day)).toBe(true);
    for (const day of ['2022-09-19', '2023-05-08', '2021-12-28', '2022-01-03'])
      expect(bankHolidays.has(day)).toBe(true);
    for (const day of ['2012-05-28', '2020-05-04', '2022-05-30'])
      expect(bankHolidays.has(day)).toBe(false);
  });
});

describe('working days', () => {
  const days = (day: string, until: string) => workingDaysAfter(day, until).days;
  it('leave weekends out', () => {
    expect(days('2025-10-03', '2025-10-06')).toBe(1);
    expect(days('2025-10-01', '2025-10-08')).toBe(5);
    expect(days('2025-10-08', '2025-10-01')).toBe(0);
  });
  it('leave bank holidays out', () => {
    expect(days('2025-12-24', '2026-01-02')).toBe(4);
    expect(days('2022-09-16', '2022-09-20')).toBe(1);
    expect(days('2024-03-28', '2024-04-02')).toBe(1);
  });
  it('say when they lie beyond what is known', () => {
    expect(workingDaysAfter('2025-10-01', '2025-10-08')).toEqual({ days: 5, assumed: false });
    expect(workingDaysAfter('2027-12-31', '2028-01-05')).toEqual({ days: 3, assumed: true });
    expect(workingDaysAfter('2011-12-30', '2012-01-03')).toMatchObject({ assumed: true });
    expect(workingDaysAfter('2028-01-05', '2028-01-05')).toEqual({ days: 0, assumed: false });
  });
});
