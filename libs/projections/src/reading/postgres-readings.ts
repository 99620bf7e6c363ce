import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { AnyProjection, Event, EventStore, Position, Projection, Row } from '#eventing';
import {
  type Answer,
  type ListAsked,
  type PointInTime,
  type Page,
  pageOf,
  type Provenance,
  type Reading,
  Readings,
  type ReadTogether,
  selectionOf,
} from '#read-model';
import { Checkpoints } from '../following/checkpoints.js';
import { LiveRows, type Snapshot } from './live-rows.js';
import { PointsInTime } from './points-in-time.js';
import { Past, visible } from './past.js';
import { trace } from './provenance.js';
import { PastReading } from './past-reading.js';
import { Reconciliation } from './together.js';

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
  private readonly moments: PointsInTime;
  private readonly checkpoints: Checkpoints;
  private readonly reconciliation: Reconciliation;

  constructor(private readonly options: ReadingsOptions) {
    super();
    const { dataSource, pool, store, checkpoints = new Checkpoints(pool) } = options;
    this.checkpoints = checkpoints;
    this.live = new LiveRows(dataSource, checkpoints);
    this.past = new Past(pool, store);
    this.moments = new PointsInTime(pool, store, checkpoints);
    this.reconciliation = new Reconciliation(pool, checkpoints);
  }

  list<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    asked: Reading & ListAsked,
  ): Promise<Answer<Page<R>>> {
    return this.alone(projection, asked, (from, it) => from.list(it, asked));
  }

  one<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    reading: Reading,
  ): Promise<Answer<R | undefined>> {
    return this.alone(projection, reading, (from, it) => from.one(it, key, reading));
  }

  async provenance<F extends Event, R extends Row>(
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

  async together<T>(
    projections: readonly AnyProjection[],
    { at }: Pick<Reading, 'at'>,
    read: (from: ReadTogether) => Promise<T>,
  ): Promise<Answer<T>> {
    if (at) return this.asOf(at, read);
    const { value, position } = await this.reconciliation.settled(projections, async () => {
      const { value: found, positions } = await this.live.read(projections, (snapshot) =>
        read(liveOf(snapshot)),
      );
      return { value: { found }, positions };
    });
    return value ? { value: value.found, position } : this.asOf(present(position), read);
  }

  /** Throws `BadPointInTime` when the text is neither a day nor a position of this log. */
  pointInTimeOf(asked: string, clock: PointInTime['clock']): Promise<PointInTime> {
    return this.moments.of(asked, clock);
  }

  waitFor(projection: string, position: Position, timeoutMs: number): Promise<boolean> {
    return this.checkpoints.waitFor(projection, position, timeoutMs);
  }

  /** One read model has one position: there is nothing to reconcile. */
  private async alone<F extends Event, R extends Row, T>(
    declared: Projection<F, R>,
    { at }: Reading,
    read: (from: ReadTogether, projection: Projection<Event, R>) => Promise<T>,
  ): Promise<Answer<T>> {
    const projection = declared as unknown as Projection<Event, R>;
    if (at) return this.asOf(at, (from) => read(from, projection));
    const { value, positions } = await this.live.read([projection], (snapshot) =>
      read(liveOf(snapshot), projection),
    );
    return { value, position: positions[0] as Position };
  }

  private async asOf<T>(
    at: PointInTime,
    read: (from: ReadTogether) => Promise<T>,
  ): Promise<Answer<T>> {
    await this.moments.indexed(at.upTo);
    return { value: await read(new PastReading(this.past, at)), position: at.upTo };
  }
}

const liveOf = (snapshot: Snapshot): ReadTogether => ({
  async list(projection, { scope, limit, count, ...asked }) {
    const selection = selectionOf(projection.entity, { limit, ...asked });
    const its = { limit: limit + 1, ...(count === undefined ? {} : { count }) };
    const { rows, ...total } = await snapshot.list(projection, scope, selection, its);
    return { ...pageOf(rows, limit, selection.order), ...total };
  },
  one: (projection, key, { scope }) => snapshot.one(projection, storable(key), scope),
});

/** Everything a live row is made of. */
const present = (upTo: Position): PointInTime => ({
  asked: upTo,
  upTo,
  clock: 'recorded',
  day: '',
});

/** PostgreSQL has no text with NUL in it: no row has such a key. */
const storable = (key: string): string => (key.includes('\0') ? '' : key);
