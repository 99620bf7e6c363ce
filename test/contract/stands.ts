import { createPool, migrate } from '#database';
import { EventStoreDbEventStore } from '#journal-eventstoredb';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { MemoryEventStore, testDatabase } from '#testing';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { Wire } from '../eventstore-stand-in/wire.js';
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

/** The server that the suite of the log on EventStoreDB is run against: a real one when `EVENTSTORE_URL` names it. */
export const eventStoreDbServer = process.env.EVENTSTORE_URL
  ? `a real server, ${new URL(process.env.EVENTSTORE_URL).host}`
  : 'the stand-in';

/** The log on EventStoreDB, opened twice over a wire that can be cut. */
export async function eventStoreDbStand(): Promise<Stand> {
  const real = process.env.EVENTSTORE_URL;
  const [there, other] = await Promise.all([StandIn.start(), StandIn.start()]);
  const target = new URL(real ?? there.url);
  const wire = await Wire.open({ host: target.hostname, port: Number(target.port || 2113) });
  target.host = `127.0.0.1:${wire.port}`;
  const open = (url: string) => EventStoreDbEventStore.open({ url, watchMs: 1_000 });
  const [store, elsewhere, otherLog] = await Promise.all([
    open(target.href),
    open(target.href),
    open(other.url),
  ]);
  return {
    store,
    elsewhere,
    otherLog,
    interrupt: () => {
      wire.cut();
      return Promise.resolve();
    },
    patience: PATIENCE_MS,
    close: async () => {
      await Promise.all([store, elsewhere, otherLog].map((it) => it.close()));
      await Promise.all([wire, there, other].map((it) => it.close()));
    },
  };
}
