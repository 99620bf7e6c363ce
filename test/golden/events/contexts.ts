import 'reflect-metadata';
import { contexts } from '#composition';
import { logEvents } from '#contracts';
import { type Catalogue, type Event, type EventType, typeOf } from '#eventing';

const typesOf = (catalogue: object): [string, EventType<never>][] =>
  Object.entries(catalogue as Catalogue<Event>).map(([name, entry]) => [name, typeOf(entry)]);

/** Every aggregate, with its context; and the log, which says of itself whence it came. */
export const aggregates = [
  ...contexts.flatMap((context) =>
    context.aggregates.map(({ decider }) => ({
      context: context.name,
      category: decider.category,
      identity: decider.identity,
      events: typesOf(decider.events as Catalogue<Event>),
    })),
  ),
  {
    context: 'operations',
    category: 'house.log',
    identity: 'log',
    events: typesOf(logEvents),
  },
];

/** What the catalogues say of every event, by its name. */
export const catalogued: ReadonlyMap<string, EventType<never>> = new Map(
  aggregates.flatMap((it) => it.events),
);
