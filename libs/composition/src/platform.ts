import type { Type } from '@nestjs/common';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { analysisMigrations, EventIndex, lastIndexed } from '#analysis';
import { CurrentShapes, knownEvents, logEvents, shapesFolder, shapesIn, tagsBy } from '#contracts';
import { dataSourceOf, migrate } from '#database';
import {
  Aggregates,
  type AnyProcess,
  type AnyProjection,
  Audiences,
  type Clock,
  CommandHandling,
  type EventStore,
  type TagsOf,
} from '#eventing';
import { type Context, contextOf, type Log } from '#http';
import { EventStoreDbEventStore } from '#journal-eventstoredb';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { Examination } from '#operations';
import { Oversight, PostgresReadings, projectionMigrations, ProjectionRunner } from '#projections';
import { Erasures, Notes, People, registerMigrations } from '#register';
import type { Config } from './config.js';
import { contextModules, contexts as everyContext } from './contexts.js';
import { type OpenDatabase, openDatabase } from './database.js';

/** Everything of the platform's schema that is not a read table. */
export const migrations = [
  ...journalMigrations,
  ...projectionMigrations,
  ...analysisMigrations,
  ...registerMigrations,
];

/** Some contexts on one log and one database: what the platform, a service, the command line and the tests stand on. */
export interface Platform {
  readonly config: Config;
  /** What it serves: Nest modules, and what each brings. */
  readonly modules: readonly Type[];
  readonly contexts: readonly Required<Context>[];
  readonly projections: readonly AnyProjection[];
  readonly processes: readonly AnyProcess[];
  readonly url: string;
  /** For whoever is waited for; `work` for what reads or writes whole tables. */
  readonly pool: pg.Pool;
  readonly work: pg.Pool;
  readonly dataSource: DataSource;
  /** The log as this program understands it: what is recorded and read has the present shape of its type. */
  readonly store: EventStore;
  /** The log as it is kept, whichever version recorded it: for exports, never for folding. */
  readonly journal: EventStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly aggregates: Aggregates;
  readonly tagsOf: TagsOf;
  readonly handling: CommandHandling;
  /** Of every context, served here or not: a service gives away nothing of what others keep. */
  readonly audiences: Audiences;
  /** Not started yet. */
  readonly runner: ProjectionRunner;
  /** A runner of this one read model or process: it stands by while another process leads. */
  runnerOf(name: string): ProjectionRunner;
  readonly readings: PostgresReadings;
  readonly oversight: Oversight;
  readonly notes: Notes;
  readonly people: People;
  readonly erasures: Erasures;
  /** Looks at what the house stands on; with a runner, at what this process follows too. */
  examination(running?: ProjectionRunner): Examination;
  /** Ends the runner, finishes what is under way and lets go of the database. */
  close(): Promise<void>;
}

/**
 * Opens the store (starting the embedded one when it does not run), migrates it, and binds the contexts to it: all of
 * them, unless a service serves some.
 */
export async function openPlatform(
  config: Config,
  clock: Clock,
  log: Log,
  modules: readonly Type[] = contextModules,
): Promise<Platform> {
  const database = await openDatabase(config, log);
  try {
    return await compose(config, database, clock, log, modules);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function compose(
  config: Config,
  database: OpenDatabase,
  clock: Clock,
  log: Log,
  modules: readonly Type[],
): Promise<Platform> {
  const contexts = modules.map(contextOf);
  const { url, pool, work } = database;
  await migrate(work, migrations);
  const journal = await openJournal(config, database);
  const aggregates = new Aggregates(contexts.flatMap((it) => it.aggregates));
  const known = understood();
  const tagsOf = tagsBy(known);
  const store = new CurrentShapes(journal, known);
  const all = new Aggregates(everyContext.flatMap((it) => it.aggregates));
  const audiences = new Audiences(store, all, clock);
  const handling = new CommandHandling(store, clock, aggregates, tagsOf, all);
  const projections = contexts.flatMap((it) => it.projections);
  const processes = contexts.flatMap((it) => it.processes);
  const dataSource = dataSourceOf(
    url,
    projections.map((it) => it.entity),
  );
  await dataSource.initialize();
  const parts = { store, pool: work, handling, aggregates, clock, log };
  const runner = new ProjectionRunner({
    ...{ ...parts, projections, processes },
    indexes: [new EventIndex()],
    landmark: () => lastIndexed(work),
  });
  const { checkpoints } = runner;
  const oversight = new Oversight(pool, store, projections);
  const erasures = new Erasures({
    ...{ pool, store, handling, clock },
    needs: everyContext.flatMap((it) => it.needsPerson),
  });
  return {
    ...{
      config,
      modules,
      contexts,
      projections,
      processes,
      url,
      pool,
      work,
      dataSource,
      store,
      journal,
    },
    ...{ clock, log, aggregates, tagsOf, audiences, handling, runner },
    runnerOf: (name) =>
      new ProjectionRunner({
        ...parts,
        projections: projections.filter((it) => it.name === name),
        processes: processes.filter((it) => it.name === name),
      }),
    readings: new PostgresReadings({ dataSource, pool, store, checkpoints }),
    oversight,
    examination: (running) =>
      new Examination({
        ...{ pool, store, clock, oversight, logKind: config.eventStore.kind },
        landmark: () => lastIndexed(pool),
        ...(running ? { runner: running } : {}),
      }),
    notes: new Notes(pool, clock),
    people: new People(pool, clock),
    erasures,
    close: async () => {
      await erasures.close();
      await runner.stop();
      await journal.close();
      await dataSource.destroy();
      await database.close();
    },
  };
}

/** Every event of every context, served here or not: lookups fold the streams of others. */
const understood = () =>
  knownEvents(
    [
      logEvents,
      ...everyContext.flatMap((it) => it.aggregates.map(({ decider }) => decider.events)),
    ],
    shapesIn(shapesFolder),
  );

/** The log, on the server that the settings name. */
function openJournal({ eventStore }: Config, { pool, url }: OpenDatabase) {
  return eventStore.kind === 'postgres'
    ? PostgresEventStore.open({ pool, url })
    : EventStoreDbEventStore.open({ url: eventStore.url });
}
