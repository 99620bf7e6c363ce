import { academicYearOf, termOf } from '#network';
import { londonDay } from '#eventing';

/** The days of a journey that is walked today, whatever day that is. */
export function calendarOf(now: Date) {
  const today = londonDay(now.toISOString());
  const day = (offset: number): string =>
    londonDay(new Date(now.getTime() + offset * 86_400_000).toISOString());
  const year = academicYearOf(today);
  const before = Number(year.slice(0, 4)) - 1;
  const yearEnd = `${before + 2}-08-31`;
  return {
    today,
    yesterday: day(-1),
    year,
    /** The last whole academic year: a baseline that ended before any support. */
    lastYear: `${before}${String((before + 1) % 100).padStart(2, '0')}`,
    term: termOf(today).name,
    /** Sixty days at most, and never over the end of the academic year. */
    window: { from: today, to: day(60) < yearEnd ? day(60) : yearEnd },
    nextYear: day(365),
  };
}
