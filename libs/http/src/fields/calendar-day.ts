import { ValidateBy } from 'class-validator';
import { isDay } from '#eventing';

/** Whether `text` is a day of the calendar, `YYYY-MM-DD`, between 1900 and 2199. */
export const isCalendarDay = (text: unknown): text is string =>
  typeof text === 'string' && isDay(text) && /^(19|20|21)/.test(text);

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
