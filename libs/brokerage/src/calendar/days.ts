const DAY = 86_400_000;
const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** How many of the days after `day`, up to and including `until`, are Monday to Friday; holidays count. */
export function workingDaysAfter(day: string, until: string): number {
  let count = 0;
  for (let at = instantOf(day) + DAY; at <= instantOf(until); at += DAY) {
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) count++;
  }
  return count;
}
