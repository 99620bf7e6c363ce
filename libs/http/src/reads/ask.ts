import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Projection, Row } from '#eventing';
import { type Answer, type Page, type Provenance, type Reading, Readings } from '#read-model';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a projection is contravariant in its facts
type AnyProjection = Projection<any, any>;

/** What can be asked of a read model. */
export type Question =
  | {
      readonly about: 'list';
      readonly projection: AnyProjection;
      readonly reading: Reading;
      readonly filters: Readonly<Record<string, string>>;
      readonly limit: number;
      readonly cursor?: string;
    }
  | {
      readonly about: 'one' | 'provenance';
      readonly projection: AnyProjection;
      readonly reading: Reading;
      readonly key: string;
    };

/** A question on its way over the query bus. */
export class Ask<T> extends Query<Answer<T>> {
  private constructor(readonly question: Question) {
    super();
  }

  /** A page of rows. */
  static list(question: Omit<Question & { about: 'list' }, 'about'>): Ask<Page<Row>> {
    return new Ask({ ...question, about: 'list' });
  }

  /** One row, or nothing. */
  static one(projection: AnyProjection, key: string, reading: Reading): Ask<Row | undefined> {
    return new Ask({ about: 'one', projection, key, reading });
  }

  /** Where one row comes from. */
  static provenance(
    projection: AnyProjection,
    key: string,
    reading: Reading,
  ): Ask<Provenance | undefined> {
    return new Ask({ about: 'provenance', projection, key, reading });
  }
}

/** The one handler of every question: see `Readings`. */
@QueryHandler(Ask)
export class AskHandler implements IQueryHandler<Ask<unknown>> {
  constructor(private readonly readings: Readings) {}

  execute({ question }: Ask<unknown>): Promise<Answer<unknown>> {
    const { projection, reading } = question;
    switch (question.about) {
      case 'list': {
        const { filters, limit, cursor } = question;
        const paging = cursor === undefined ? { limit } : { limit, cursor };
        return this.readings.list(projection, { ...reading, filters, ...paging });
      }
      case 'one':
        return this.readings.one(projection, question.key, reading);
      case 'provenance':
        return this.readings.provenance(projection, question.key, reading);
    }
  }
}
