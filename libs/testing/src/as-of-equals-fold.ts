import { expect } from '@jest/globals';
import { type Event, identityOf, type Projection, type Recorded, type Row } from '#eventing';
import { recorded, rowsOf, type Told } from './rows-of.js';

/** An event of a history: as it was told, with what the log adds. */
type Entry<F extends Event> = F & Recorded;

/**
 * What past answers rest on, for a history of events: folded up to any event, on either clock, each row is the same
 * when only the events tagged with the identity its key begins with are folded; and each identity in its scope is a tag of
 * an event that touched it, so that a past list finds it.
 */
export function asOfEqualsFold<F extends Event, R extends Row>(
  projection: Projection<F, R>,
  ...events: readonly Told<F>[]
): void {
  const history = recorded(events) as unknown as readonly Entry<F>[];
  const days = [...new Set(history.map((it) => it.occurredOn))];
  const pasts = [
    ...history.map((_, index) => history.slice(0, index + 1)),
    ...days.map((day) => history.filter((it) => it.occurredOn <= day)),
  ];
  for (const past of pasts) {
    const whole = rowsOf(projection, ...past);
    const keys = past.flatMap((it) => keysOf(projection, it));
    for (const key of new Set(keys)) {
      const tagged = past.filter((it) => it.tags.includes(identityOf(key)));
      expect(rowsOf(projection, ...tagged)[key]).toEqual(whole[key]);
      const touching = past.filter((it) => keysOf(projection, it).includes(key));
      const named = touching.flatMap((it) => it.tags);
      const scope = whole[key]?.scope.filter((it) => it !== 'public') ?? [];
      expect({ key, named }).toEqual({
        key,
        named: expect.arrayContaining(scope) as unknown as string[],
      });
    }
  }
}

const keysOf = <F extends Event, R extends Row>(
  projection: Projection<F, R>,
  event: Entry<F>,
): string[] =>
  Object.hasOwn(projection.on, event.type)
    ? [projection.key(event as unknown as Recorded<F>)].flat()
    : [];
