import { Inject, type Type } from '@nestjs/common';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Projection, Row } from '#eventing';
import {
  type Answer,
  type ListAsked,
  type Page,
  type Provenance,
  type Reading,
  Readings,
  type ReadTogether,
} from '#read-model';

/** Which rows a list is asked for. */
export type Listing = Reading & ListAsked;

/** What can be asked of one read model over the query bus: `bus.execute(queriesOf(openNeeds).list({ … }))`. */
export interface Queries<R extends Row = Row> {
  list(asked: Listing): Query<Answer<Page<R>>>;
  one(key: string, reading: Reading): Query<Answer<R | undefined>>;
  /** Where one row comes from. */
  provenance(key: string, reading: Reading): Query<Answer<Provenance | undefined>>;
  /** Their Nest query handlers. */
  readonly handlers: readonly Type[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a projection is contravariant in its events
type Of<R extends Row> = Projection<any, R>;
const known = new WeakMap<object, Queries>();

/** The queries of a read model: classes of its own, each with its handler. */
export function queriesOf<R extends Row>(projection: Of<R>): Queries<R> {
  const before = known.get(projection);
  if (before) return before as Queries<R>;
  const made = madeOf(projection);
  known.set(projection, made);
  return made;
}

function madeOf<R extends Row>(projection: Of<R>): Queries<R> {
  class List extends Query<Answer<Page<R>>> {
    constructor(readonly asked: Listing) {
      super();
    }
  }
  class One extends Query<Answer<R | undefined>> {
    constructor(
      readonly key: string,
      readonly reading: Reading,
    ) {
      super();
    }
  }
  class Trace extends Query<Answer<Provenance | undefined>> {
    constructor(
      readonly key: string,
      readonly reading: Reading,
    ) {
      super();
    }
  }
  return {
    list: (asked) => new List(asked),
    one: (key, reading) => new One(key, reading),
    provenance: (key, reading) => new Trace(key, reading),
    handlers: [
      handlerOf(List, (readings, { asked }) => readings.list(projection, asked)),
      handlerOf(One, (readings, { key, reading }) => readings.one(projection, key, reading)),
      handlerOf(Trace, (readings, { key, reading }) =>
        readings.provenance(projection, key, reading),
      ),
    ],
  };
}

function handlerOf<Q extends Query<unknown>>(
  query: new (...args: never[]) => Q,
  answer: (readings: Readings, query: Q) => Promise<unknown>,
): Type {
  class Handler {
    constructor(private readonly readings: Readings) {}
    execute(asked: Q): Promise<unknown> {
      return answer(this.readings, asked);
    }
  }
  Inject(Readings)(Handler, undefined, 0);
  QueryHandler(query as never)(Handler);
  return Handler;
}

/** Asks several read models at once: what `read` reads is true at one position. */
export class ReadAtOnce<T> extends Query<Answer<T>> {
  constructor(
    readonly projections: readonly Projection[],
    readonly reading: Reading,
    readonly read: (from: ReadTogether) => Promise<T>,
  ) {
    super();
  }
}

/** The handler of every `ReadAtOnce`. */
export const readAtOnce = handlerOf(
  ReadAtOnce<unknown>,
  (readings, { projections, reading, read }) => readings.together(projections, reading, read),
);
