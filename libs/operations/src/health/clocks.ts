import type { Clock } from '#eventing';
import type { Condition } from '#health';
import type { OddDay } from '#projections';

/** A clock may differ by so much from that of the database, in milliseconds. */
const TOLERANCE_MS = 60_000;

/** Says when the clock of this process is not that of the database (`now`, in milliseconds since 1970). */
export function clockConditions(clock: Clock, now: number): Condition[] {
  const ahead = Date.parse(clock.now()) - now;
  if (Math.abs(ahead) <= TOLERANCE_MS) return [];
  const detail = `by ${Math.round(Math.abs(ahead) / 1_000)} s`;
  return [{ state: ahead > 0 ? 'clock-ahead' : 'clock-behind', detail }];
}

/** Says which days of the log were recorded by clocks far from those around them. */
export const oddConditions = (days: readonly OddDay[]): Condition[] =>
  (['ahead', 'behind'] as const).flatMap((where) => {
    const its = days.filter((it) => it.is === where);
    const listed = its.map((it) => `${it.day} at ${it.first}`).join(', ');
    return its.length === 0 ? [] : [{ state: `event-from-${where}` as const, detail: listed }];
  });
