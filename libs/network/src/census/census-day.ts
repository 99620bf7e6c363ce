const WEEKDAY_OF_1970 = 4;
const THURSDAY = 4;

/** The day of the spring school census of an academic year: the third Thursday of January. */
export function censusDayOf(year: string): string {
  const january = Number(year.slice(0, 4)) + 1;
  const days = Date.UTC(january, 0, 1) / 86_400_000;
  const first = (((days + WEEKDAY_OF_1970) % 7) + 7) % 7;
  const day = 1 + ((THURSDAY - first + 7) % 7) + 14;
  return `${january}-01-${day}`;
}
