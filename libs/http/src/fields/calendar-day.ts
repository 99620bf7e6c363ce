import { ValidateBy } from 'class-validator';

/** Whether `text` is a day of the calendar, `YYYY-MM-DD`, between 1900 and 2199. */
export function isCalendarDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** As a property decorator: 29 February only in leap years, no month 13. */
export const IsCalendarDay = () =>
  ValidateBy({
    name: 'isCalendarDay',
    validator: {
      validate: isCalendarDay,
      defaultMessage: (args) =>
        `${args?.property ?? 'it'} must be a day of the calendar, YYYY-MM-DD`,
    },
  });
