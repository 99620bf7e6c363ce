import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { EventStore, Fact, Position, Projection, Row } from '#eventing';
import {
  type Answer,
  type Moment,
  type Page,
  type Provenance,
  type Reading,
  Readings,
} from '#read-model';
import { Checkpoints } from './checkpoints.js';
import { filtersOf, passes } from './filters.js';
import type { AnyProjection } from './fold.js';
import { LiveRows } from './live-rows.js';
import { Moments } from './moments.js';
import { keyOf, pageOf } from './paging.js';
import { Past, visible } from './past.js';
import { trace } from './provenance.js';
import { readTableOf } from './read-table.js';

/** What readings need. Without the runner's `checkpoints`, as in a process that only reads, waits ask the database. */
export interface ReadingsOptions {
  readonly dataSource: DataSource;
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly checkpoints?: Checkpoints;
}

/**
 * Readings on PostgreSQL. A key, a filter or a cursor that cannot be is answered by no row, `BadFilter` or
 * `BadCursor`; `NotReady` when what is asked for is being built.
 */
export class PostgresReadings extends Readings {
  private readonly live: LiveRows;
  private readonly past: Past;
  private readonly moments: Moments;
  private readonly checkpoints: Checkpoints;

  constructor(private readonly options: ReadingsOptions) {
    super();
    const { dataSource, pool, store, checkpoints = new Checkpoints(pool) } = options;
    this.checkpoints = checkpoints;
    this.live = new LiveRows(dataSource, checkpoints);
    this.past = new Past(pool, store);
    this.moments = new Moments(pool, store, checkpoints);
  }

  async list<F extends Fact, R extends Row>(
    projection: Projection<F, R>,
    reading: Reading & {
      readonly filters: Readonly<Record<string, string>>;
      readonly limit: number;
      readonly cursor?: string;
    },
  ): Promise<Answer<Page<R>>> {
    const { scope, at, limit } = reading;
    const filters = filtersOf(readTableOf(projection as AnyProjection), reading.filters);
    const after = keyOf(reading.cursor);
    if (!at) {
      const { value, position } = await this.live.list(projection, scope, filters, {
        after,
        limit: limit + 1,
      });
      return { value: pageOf(value, limit), position };
    }
    await this.moments.indexed(at.upTo);
    const rows: R[] = [];
    for await (const row of this.past.rows(projection as AnyProjection, scope, at, after)) {
      if (passes(row, filters)) rows.push(row as unknown as R);
      if (rows.length > limit) break;
    }
    return { value: pageOf(rows, limit), position: at.upTo };
  }

  async one<F extends Fact, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    { scope, at }: Reading,
  ): Promise<Answer<R | undefined>> {
    if (!at) return this.live.one(projection, storable(key), scope);
    await this.moments.indexed(at.upTo);
    const row = await this.past.row(projection as AnyProjection, storable(key), at);
    const seen = row && visible(scope, row) ? (row as unknown as R) : undefined;
    return { value: seen, position: at.upTo };
  }

  async provenance<F extends Fact, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    { scope, at }: Reading,
  ): Promise<Answer<Provenance | undefined>> {
    const { pool, store } = this.options;
    const moment = at ?? present(await this.live.position(projection as AnyProjection));
    await this.moments.indexed(moment.upTo);
    const traced = await trace(pool, store, projection as AnyProjection, storable(key), moment);
    const seen = traced && visible(scope, traced.row) ? traced.provenance : undefined;
    return { value: seen, position: moment.upTo };
  }

  /** Throws `BadMoment` when the text is neither a day nor a position of this log. */
  momentOf(asked: string, clock: Moment['clock']): Promise<Moment> {
    return this.moments.of(asked, clock);
  }

  waitFor(projection: string, position: Position, timeoutMs: number): Promise<boolean> {
    return this.checkpoints.waitFor(projection, position, timeoutMs);
  }
}

/** Everything a live row is made of. */
const present = (upTo: Position): Moment => ({ asked: upTo, upTo, clock: 'recorded', day: '' });

/** PostgreSQL has no text with NUL in it: no row has such a key. */
const storable = (key: string): string => (key.includes('\0') ? '' : key);
