import { expect } from '@jest/globals';
import { type Fact, identityOf, type Projection, type Recorded, type Row } from '#eventing';
import { recorded, rowsOf, type Told } from './rows-of.js';

/** A fact of a history: as it was told, with what the log adds. */
type Entry<F extends Fact> = F & Recorded;

/**
 * What past answers rest on, for a history of facts: folded up to any fact, on either clock, each row is the same
 * when only the facts tagged with the identity its key begins with are folded; and each identity in its scope is a tag of
 * a fact that touched it, so that a past list finds it.
 */
export function asOfEqualsFold<F extends Fact, R extends Row>(
  projection: Projection<F, R>,
  ...facts: readonly Told<F>[]
): void {
  const history = recorded(facts) as unknown as readonly Entry<F>[];
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

const keysOf = <F extends Fact, R extends Row>(
  projection: Projection<F, R>,
  fact: Entry<F>,
): string[] =>
  Object.hasOwn(projection.on, fact.type)
    ? [projection.key(fact as unknown as Recorded<F>)].flat()
    : [];
