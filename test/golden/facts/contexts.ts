import 'reflect-metadata';
import { contexts } from '#composition';
import { logEvents } from '#contracts';
import { type Catalogue, type Fact, type FactType, typeOf } from '#eventing';

const typesOf = (catalogue: object): [string, FactType<never>][] =>
  Object.entries(catalogue as Catalogue<Fact>).map(([name, entry]) => [name, typeOf(entry)]);

/** Every aggregate, with its context; and the log, which says of itself whence it came. */
export const aggregates = [
  ...contexts.flatMap((context) =>
    context.aggregates.map(({ decider }) => ({
      context: context.name,
      category: decider.category,
      identity: decider.identity,
      facts: typesOf(decider.facts as Catalogue<Fact>),
    })),
  ),
  {
    context: 'operations',
    category: 'house.log',
    identity: 'log',
    facts: typesOf(logEvents),
  },
];

/** What the catalogues say of every fact, by its name. */
export const catalogued: ReadonlyMap<string, FactType<never>> = new Map(
  aggregates.flatMap((it) => it.facts),
);
