/** The only source of the time. Everything else takes it as an input. */
export abstract class Clock {
  /** Now, RFC 3339 in UTC with milliseconds. */
  abstract now(): string;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): string {
    return new Date().toISOString();
  }
}

/** A clock that stands still until it is set: for tests and for the demonstration's loader. */
export class SetClock extends Clock {
  constructor(private instant: string) {
    super();
  }
  /** Moves the clock to `instant` (RFC 3339, UTC). */
  set(instant: string): void {
    this.instant = instant;
  }
  now(): string {
    return this.instant;
  }
}

const DAY_MS = 86_400_000;

/** The day (`YYYY-MM-DD`) so many days after another. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

let lastHour = '';
let lastDay = '';

/** The day in London (`YYYY-MM-DD`) of an instant in UTC (`…Z`). Its clocks differ from UTC by whole hours. */
export function londonDay(instant: string): string {
  // most instants lie in the hour of the one before, and formatting a day costs more than folding an event
  const hour = instant.slice(0, 'YYYY-MM-DDTHH'.length);
  if (hour !== lastHour || !instant.endsWith('Z')) {
    lastDay = london.format(Date.parse(instant));
    lastHour = instant.endsWith('Z') ? hour : '';
  }
  return lastDay;
}
