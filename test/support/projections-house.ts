import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { createPool, dataSourceOf, migrate } from '#database';
import {
  Aggregates,
  type AnyProcess,
  type AnyProjection,
  type Appended,
  CommandHandling,
  type Envelope,
  type EventStore,
  type EventType,
  idOf,
  londonDay,
  newId,
  ORIGIN,
  type Position,
  type Recorded,
  SetClock,
  tagging,
} from '#eventing';
import {
  ordersOf,
  type ParkingEvent,
  PostgresReadings,
  projectionMigrations,
  ProjectionRunner,
  type RunnerLog,
} from '#projections';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { tagsOf, testDatabase } from '#testing';
import { reminding, SchoolMonth, thanking, Visit, type VisitEvent, visitEvents } from './visits.js';

const quiet: RunnerLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A visit's event with the days it was recorded and true on; both 1 October 2025 unless they say. */
export type Told = VisitEvent & { recordedOn?: string; occurredOn?: string };

/**
 * A house for specs of the read side: a log and read models on one database, and as many runners as asked for. The
 * database is its own and new unless a `url` is given.
 */
export async function projectionsHouse(given?: { url: string }) {
  const database = given ? undefined : await testDatabase();
  const url = given?.url ?? database?.url ?? '';
  const pool = createPool(url);
  await migrate(pool, [...journalMigrations, ...projectionMigrations]);
  const store = await PostgresEventStore.open({ pool, url });
  const clock = new SetClock('2025-10-01T11:00:00.000Z');
  const aggregates = new Aggregates([thanking, reminding]);
  const handling = new CommandHandling(store, clock, aggregates, tagsOf);
  /** What the first event of each visit is tagged with. */
  const first = new Map<string, readonly string[]>();
  const runners: ProjectionRunner[] = [];
  const sources: DataSource[] = [];

  return {
    url,
    pool,
    store,
    clock,
    handling,
    aggregates,

    /** Appends visits' events in order, each to the stream of its visit, and returns the position of the last. */
    async tell(...events: readonly Told[]): Promise<Position> {
      let position: Position = ORIGIN;
      for (const event of events) ({ position } = await append(store, event, clock.now(), first));
      return position;
    },

    /** The same in any order: many at once. */
    async tellAtOnce(events: readonly Told[]): Promise<Position> {
      await Promise.all(events.map((it) => append(store, it, clock.now(), first)));
      return store.head();
    },

    /** What an operator asks, as an event in the log. */
    async order(event: ParkingEvent): Promise<Position> {
      const commandId = newId();
      const meta: Envelope = {
        schemaVersion: 1,
        occurredOn: londonDay(clock.now()),
        recordedOn: clock.now(),
        actor: { id: 'operator-1', role: 'operator' },
        commandId,
        correlationId: commandId,
        causationId: commandId,
        tags: tagsOf(event),
      };
      const one = { id: idOf(commandId, 0), ...event, meta };
      return (await store.append(ordersOf(event.data.projection), [one], 'any')).position;
    },

    /** What waits for a follower: its keys, types and errors in order. */
    async parked(name: string): Promise<unknown[]> {
      const { rows } = await pool.query<{ key: string; type: string; error: string | null }>(
        `select key, type, error from house.parked where projection = $1 order by key, position`,
        [name],
      );
      return rows.map((it) => [it.key, it.type, it.error?.replace(/.*: /, '') ?? null]);
    },

    /** A runner, started; stopped with the house. */
    async run(
      projections: readonly AnyProjection[],
      options: {
        processes?: readonly AnyProcess[];
        leaseMs?: number;
        liveBatch?: number;
        pool?: pg.Pool;
      } = {},
    ): Promise<ProjectionRunner> {
      const { processes = [], leaseMs = 1_000, liveBatch = 100 } = options;
      const runner = new ProjectionRunner({
        store,
        pool: options.pool ?? pool,
        projections,
        processes,
        handling,
        aggregates,
        clock,
        log: quiet,
        leaseMs,
        liveBatch,
      });
      await runner.start();
      runners.push(runner);
      return runner;
    },

    /** Every row of a projection's own table, by key. */
    async rows(projection: AnyProjection): Promise<Record<string, unknown>> {
      const { rows } = await pool.query<{ row: { key: string } }>(
        `select to_jsonb(t) as row from ${tableOf(projection)} t`,
      );
      return Object.fromEntries(rows.map(({ row }) => [row.key, camelled(row)]));
    },

    /** Readings of what the runners build. */
    async readings(...entities: (new () => object)[]): Promise<PostgresReadings> {
      const source = dataSourceOf(url, entities.length > 0 ? entities : [Visit, SchoolMonth]);
      await source.initialize();
      sources.push(source);
      return new PostgresReadings({ dataSource: source, pool, store });
    },

    async close(): Promise<void> {
      await Promise.all(runners.map((it) => it.stop()));
      await Promise.all(sources.map((it) => it.destroy()));
      await store.close();
      await pool.end();
      await database?.drop();
    },
  };
}

function append(
  store: EventStore,
  event: Told,
  now: string,
  first: Map<string, readonly string[]>,
): Promise<Appended> {
  const { type, data, recordedOn = now } = event;
  const commandId = newId();
  const known = visitEvents[type] as EventType<unknown>;
  const own = `visit:${data.visitId}`;
  const tags = tagging(tagsOf, own, first.get(own))(event);
  if (!first.has(own)) first.set(own, tags);
  const meta: Envelope = {
    schemaVersion: 1,
    occurredOn: event.occurredOn ?? known.occurredOn?.(data) ?? londonDay(recordedOn),
    recordedOn,
    actor: { id: 'broker-1', role: 'broker' },
    commandId,
    correlationId: commandId,
    causationId: commandId,
    tags,
  };
  const one = { id: idOf(commandId, 0), type, data, meta };
  return store.append(`tests.visit-${data.visitId}`, [one], 'any');
}

/** The table of a projection, as SQL names it. */
export const tableOf = ({ name, version }: AnyProjection): string =>
  `projection."${name.replaceAll(/[.-]/g, '_')}_v${version}"`;

const camelled = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value as unknown,
    ]),
  );

/** What `projectionsHouse` makes. */
export type ProjectionsHouse = Awaited<ReturnType<typeof projectionsHouse>>;

/** All events of a log. */
export const eventsOf = (store: EventStore): Promise<Recorded[]> => store.readAll(ORIGIN);

/** Waits until something is so; fails after ten seconds, unless it says how long. */
export async function until(
  so: () => boolean | Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end;) {
    if (await so()) return;
    await new Promise((go) => setTimeout(go, 10));
  }
  throw new Error(`it did not come about: ${String(so)}`);
}
