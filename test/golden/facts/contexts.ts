import 'reflect-metadata';
import { contexts } from '#composition';
import { logEvents } from '#contracts';
import type { Catalogue, Fact, FactType } from '#eventing';

/** Every aggregate, with its context; and the log, which says of itself whence it came. */
export const aggregates = [
  ...contexts.flatMap((context) =>
    context.aggregates.map(({ decider }) => ({
      context: context.name,
      category: decider.category,
      identity: decider.identity,
      facts: Object.entries(decider.facts as Catalogue<Fact>),
    })),
  ),
  {
    context: 'operations',
    category: 'house.log',
    identity: 'log',
    facts: Object.entries(logEvents as unknown as Catalogue<Fact>),
  },
];

/** What the catalogues say of every fact, by its name. */
export const catalogued: ReadonlyMap<string, FactType<never>> = new Map(
  aggregates.flatMap((it) => it.facts),
);
