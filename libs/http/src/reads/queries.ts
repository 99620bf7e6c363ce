import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Fact, Projection, Row } from '#eventing';
import {
  type Answer,
  type ListAsked,
  type Page,
  type Provenance,
  type Reading,
  Readings,
  type ReadTogether,
} from '#read-model';

/** Asks for a page of rows. */
export class ListRows<R extends Row = Row> extends Query<Answer<Page<R>>> {
  constructor(
    readonly projection: Projection<Fact, R>,
    readonly asked: Reading & ListAsked,
  ) {
    super();
  }
}

/** Asks for one row, or nothing. */
export class ReadRowOf<R extends Row = Row> extends Query<Answer<R | undefined>> {
  constructor(
    readonly projection: Projection<Fact, R>,
    readonly key: string,
    readonly reading: Reading,
  ) {
    super();
  }
}

/** Asks where one row comes from. */
export class TraceRow extends Query<Answer<Provenance | undefined>> {
  constructor(
    readonly projection: Projection,
    readonly key: string,
    readonly reading: Reading,
  ) {
    super();
  }
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

@QueryHandler(ListRows)
class ListRowsHandler implements IQueryHandler<ListRows> {
  constructor(private readonly readings: Readings) {}
  execute({ projection, asked }: ListRows) {
    return this.readings.list(projection, asked);
  }
}

@QueryHandler(ReadRowOf)
class ReadRowHandler implements IQueryHandler<ReadRowOf> {
  constructor(private readonly readings: Readings) {}
  execute({ projection, key, reading }: ReadRowOf) {
    return this.readings.one(projection, key, reading);
  }
}

@QueryHandler(TraceRow)
class TraceRowHandler implements IQueryHandler<TraceRow> {
  constructor(private readonly readings: Readings) {}
  execute({ projection, key, reading }: TraceRow) {
    return this.readings.provenance(projection, key, reading);
  }
}

@QueryHandler(ReadAtOnce)
class ReadAtOnceHandler implements IQueryHandler<ReadAtOnce<unknown>> {
  constructor(private readonly readings: Readings) {}
  execute({ projections, reading, read }: ReadAtOnce<unknown>) {
    return this.readings.together(projections, reading, read);
  }
}

/** The handlers of all reads: each hands its question to `Readings`. */
export const queryHandlers = [ListRowsHandler, ReadRowHandler, TraceRowHandler, ReadAtOnceHandler];
