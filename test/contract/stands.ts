import { CurrentShapes, type KnownFact } from '#contracts';
import { createPool, migrate } from '#database';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { MemoryEventStore, testDatabase } from '#testing';
import type { Stand } from './stand.js';

const PATIENCE_MS = 15_000;

/** The log in memory. It has no connections to break. */
export function memoryStand(): Promise<Stand> {
  const store = new MemoryEventStore();
  return Promise.resolve({
    store,
    elsewhere: store,
    otherLog: new MemoryEventStore(),
    interrupt: () => Promise.resolve(),
    patience: PATIENCE_MS,
    close: () => Promise.resolve(),
  });
}

/** A log behind the shapes of today: the facts of the promises are of the first version, and may hold anything. */
export function shapedStand(): Promise<Stand> {
  const anything: KnownFact = { version: 1, about: () => [], faultsOf: () => [] };
  const known = new Map(['Noted', 'Opened', 'Moved', 'Closed'].map((it) => [it, anything]));
  const store = new CurrentShapes(new MemoryEventStore(), known);
  return Promise.resolve({
    store,
    elsewhere: store,
    otherLog: new CurrentShapes(new MemoryEventStore(), known),
    interrupt: () => Promise.resolve(),
    patience: PATIENCE_MS,
    close: () => Promise.resolve(),
  });
}

/** The log on PostgreSQL, opened twice. */
export async function postgresStand(): Promise<Stand> {
  const [here, there] = await Promise.all([testDatabase(), testDatabase()]);
  const pools = [here.url, here.url, there.url].map((url) => createPool(url));
  const [one, two, other] = pools as [(typeof pools)[0], (typeof pools)[0], (typeof pools)[0]];
  await migrate(one, journalMigrations);
  await migrate(other, journalMigrations);
  const store = await PostgresEventStore.open({ pool: one, url: here.url });
  const elsewhere = await PostgresEventStore.open({ pool: two, url: here.url });
  const otherLog = await PostgresEventStore.open({ pool: other, url: there.url });
  const killer = createPool(here.url, { max: 1, application_name: 'killer' });
  return {
    store,
    elsewhere,
    otherLog,
    interrupt: async () => {
      await killer.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name <> 'killer'`,
      );
    },
    patience: PATIENCE_MS,
    close: async () => {
      await Promise.all([store, elsewhere, otherLog].map((it) => it.close()));
      await Promise.all([...pools, killer].map((it) => it.end()));
      await Promise.all([here.drop(), there.drop()]);
    },
  };
}
