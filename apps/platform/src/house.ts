import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { analysisMigrations, FactIndex } from '#analysis';
import { brokerage } from '#brokerage';
import { CurrentShapes, knownFacts, logEvents, shapesFolder, shapesIn, tagsBy } from '#contracts';
import { dataSourceOf, migrate } from '#database';
import { evaluation } from '#evaluation';
import { Aggregates, type Clock, type EventStore, Handling, type TagsOf } from '#eventing';
import type { ContextModule } from '#http';
import { improvement } from '#improvement';
import { intelligence } from '#intelligence';
import { EventStoreDbEventStore } from '#journal-eventstoredb';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { network } from '#network';
import { operations } from '#operations';
import {
  Oversight,
  PostgresReadings,
  ProjectionRunner,
  projectionMigrations,
  type RunnerLog,
} from '#projections';
import { Erasures, Notes, People, register, registerMigrations } from '#register';
import type { Config } from './config.js';
import { type OpenDatabase, openDatabase } from './database.js';
import { demonstrationMigrations } from './demo/telling.js';
import { ReadModelObstacles } from './obstacles.js';

/** Every context of the house, upstream first. */
export const contexts: readonly ContextModule[] = [
  network,
  register,
  intelligence,
  brokerage,
  improvement,
  evaluation,
  operations,
];

/** Everything of the house's schema that is not a read table. */
export const migrations = [
  ...journalMigrations,
  ...projectionMigrations,
  ...analysisMigrations,
  ...registerMigrations,
  ...demonstrationMigrations,
];

/** The house with its lights on: the log, the command handler, the readings and the register. */
export interface House {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly dataSource: DataSource;
  /** The log as this program understands it: what is recorded and read has the present shape of its type. */
  readonly store: EventStore;
  /** The log as it is kept, whichever version recorded it: for exports, never for folding. */
  readonly log: EventStore;
  readonly logId: string;
  /** Where the log lies: `postgres` or `eventstoredb`. */
  readonly storeKind: Config['eventStore']['kind'];
  readonly clock: Clock;
  readonly aggregates: Aggregates;
  readonly tagsOf: TagsOf;
  readonly handling: Handling;
  /** Not started yet. */
  readonly runner: ProjectionRunner;
  readonly readings: PostgresReadings;
  readonly oversight: Oversight;
  readonly notes: Notes;
  readonly people: People;
  readonly erasures: Erasures;
  /** Ends the runner, finishes what is under way and lets go of the database. */
  close(): Promise<void>;
}

/** Every fact that the aggregates may record, and what a log says of itself. */
const factsOf = (aggregates: Aggregates) =>
  knownFacts(
    [logEvents, ...[...aggregates].map(({ decider }) => decider.facts)],
    shapesIn(shapesFolder),
  );

/** Opens the store (starting the embedded one when it does not run) and migrates it. */
export async function openHouse(config: Config, clock: Clock, log: RunnerLog): Promise<House> {
  const database = await openDatabase(config, log);
  try {
    return await furnish(config, database, clock, log);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function furnish(
  config: Config,
  database: OpenDatabase,
  clock: Clock,
  log: RunnerLog,
): Promise<House> {
  const { url, pool } = database;
  await migrate(pool, migrations);
  const journal = await openStore(config, database);
  const aggregates = new Aggregates(contexts.flatMap((it) => it.aggregates));
  const known = factsOf(aggregates);
  const tagsOf = tagsBy(known);
  const store = new CurrentShapes(journal, known);
  const handling = new Handling(store, clock, aggregates, tagsOf);
  const projections = contexts.flatMap((it) => it.projections);
  const processes = contexts.flatMap((it) => it.processes);
  const dataSource = dataSourceOf(
    url,
    projections.map((it) => it.entity),
  );
  await dataSource.initialize();
  const runner = new ProjectionRunner({
    store,
    pool,
    projections,
    processes,
    handling,
    aggregates,
    clock,
    log,
    indexes: [new FactIndex()],
  });
  const { checkpoints } = runner;
  return {
    url,
    pool,
    dataSource,
    store,
    log: journal,
    logId: await store.logId(),
    storeKind: config.eventStore.kind,
    clock,
    aggregates,
    tagsOf,
    handling,
    runner,
    readings: new PostgresReadings({ dataSource, pool, store, checkpoints }),
    oversight: new Oversight(pool, store, projections),
    notes: new Notes(pool, clock),
    people: new People(pool, clock),
    erasures: new Erasures({
      ...{ pool, store, handling, clock },
      obstacles: new ReadModelObstacles(pool),
    }),
    close: async () => {
      await runner.stop();
      await journal.close();
      await dataSource.destroy();
      await database.close();
    },
  };
}

/** The log, on the server that the settings name. */
function openStore({ eventStore }: Config, { pool, url }: OpenDatabase) {
  return eventStore.kind === 'postgres'
    ? PostgresEventStore.open({ pool, url })
    : EventStoreDbEventStore.open({ url: eventStore.url });
}
