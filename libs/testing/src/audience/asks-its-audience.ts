import { expect } from '@jest/globals';
import type { AnyAggregate, Event, Projection, Row } from '#eventing';
import { recorded, type Told } from '../rows-of.js';

/**
 * What reads of an aggregate with an audience of its own rest on: whatever row one of its events touches, the key names the
 * event's subject, so that whoever serves the row can ask who may know it.
 */
export function asksItsAudience<F extends Event, R extends Row>(
  projection: Projection<F, R>,
  { decider }: AnyAggregate,
  ...events: readonly Told<F>[]
): void {
  const own = recorded(events).filter(({ type }) => Object.hasOwn(decider.events as object, type));
  expect(own).not.toEqual([]);
  for (const event of own)
    for (const key of [projection.key(event)].flat()) {
      const identities = key.split('|').map((it) => it.slice(0, it.indexOf(':')));
      expect({ key, identities }).toEqual({
        key,
        identities: expect.arrayContaining([decider.identity]) as unknown as string[],
      });
    }
}
