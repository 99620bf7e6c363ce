import { isDeepStrictEqual } from 'node:util';
import type { Event, Projection, Row } from '#eventing';
import { recorded, rowsOf, type Told } from './rows-of.js';

/** The rows as they were on a day: as known by then, or, by the clock `occurred`, as was true by then. */
export function rowsAsOf<F extends Event, R extends Row>(
  projection: Projection<F, R>,
  { day, clock = 'recorded' }: { day: string; clock?: 'recorded' | 'occurred' },
  ...events: readonly Told<F>[]
): Record<string, R> {
  const counted = recorded(events).filter(
    (it) => (clock === 'recorded' ? it.recordedOn.slice(0, 10) : it.occurredOn) <= day,
  );
  return rowsOf(projection, ...(counted as unknown as Told<F>[]));
}

/** The events whose fold made a row what it is: those that changed it since it last began. */
export function provenanceOf<F extends Event, R extends Row>(
  projection: Projection<F, R>,
  key: string,
  ...events: readonly Told<F>[]
): Told<F>[] {
  let made: Told<F>[] = [];
  let before: R | undefined;
  for (const [index, event] of events.entries()) {
    const after = rowsOf(projection, ...events.slice(0, index + 1))[key];
    if (!after) made = [];
    else if (!isDeepStrictEqual(before, after)) made.push(event);
    before = after;
  }
  return made;
}
