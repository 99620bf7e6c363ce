import { type Day, plusDays } from '#eventing';
import { BANK_HOLIDAYS_KNOWN, bankHolidays } from './bank-holidays.js';

/** A number of working days. */
export interface WorkingDays {
  readonly days: number;
  /**
   * Whether part of them lies outside the years whose bank holidays are known: there every Monday to Friday counts, so
   * that they may be fewer than told.
   */
  readonly assumed: boolean;
}

/** How many of the days after `day`, up to and including `until`, are worked on in England: no weekends, no bank holidays. */
export function workingDaysAfter(day: Day, until: Day): WorkingDays {
  let days = 0;
  for (let at = plusDays(day, 1); at <= until; at = plusDays(at, 1)) if (isWorked(at)) days++;
  return { days, assumed: day < until && !(isKnown(day) && isKnown(until)) };
}

function isWorked(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !bankHolidays.has(day);
}

function isKnown(day: Day): boolean {
  const year = Number(day.slice(0, 4));
  return BANK_HOLIDAYS_KNOWN.from <= year && year <= BANK_HOLIDAYS_KNOWN.to;
}
