import { DayField } from '#http';

/** A window as a request body states it. */
export class WindowPart {
  @DayField('The first day')
  from!: string;

  @DayField('The last day', { example: '2026-03-27' })
  to!: string;
}
