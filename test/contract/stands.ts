import { CurrentShapes, type KnownEvent } from '#contracts';
import { createPool, migrate } from '#database';
import { EventStoreDbEventStore } from '#journal-eventstoredb';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { MemoryEventStore, testDatabase } from '#testing';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { Wire } from '../eventstore-stand-in/wire.js';
import type { NewLog, Stand } from './stand.js';

const PATIENCE_MS = 15_000;

/** The log in memory. It has no connections to break. */
export function memoryStand(): Promise<Stand> {
  const store = new MemoryEventStore();
  return Promise.resolve({
    store,
    elsewhere: store,
    otherLog: new MemoryEventStore(),
    newLog: newMemoryLog,
    interrupt: () => Promise.resolve(),
    patience: PATIENCE_MS,
    close: () => Promise.resolve(),
  });
}

/** A log behind the shapes of today: the events of the promises are of the first version, and may hold anything. */
export function shapedStand(): Promise<Stand> {
  const anything: KnownEvent = { version: 1, faultsOf: () => [], identitiesOf: () => [] };
  const known = new Map(
    ['Noted', 'Opened', 'Moved', 'Closed', 'Rare', 'Opened.again', 'Wedi’iNodi'].map((it) => [
      it,
      anything,
    ]),
  );
  const store = new CurrentShapes(new MemoryEventStore(), known);
  return Promise.resolve({
    store,
    elsewhere: store,
    otherLog: new CurrentShapes(new MemoryEventStore(), known),
    newLog: async (openers) => {
      const log = await newMemoryLog(openers);
      return { ...log, stores: log.stores.map((it) => new CurrentShapes(it, known)) };
    },
    interrupt: () => Promise.resolve(),
    patience: PATIENCE_MS,
    close: () => Promise.resolve(),
  });
}

/** In memory nobody shares a log but by sharing the store. */
export function newMemoryLog(openers: number): Promise<NewLog> {
  const store = new MemoryEventStore();
  const stores = Array.from({ length: openers }, () => store);
  return Promise.resolve({ stores, close: () => Promise.resolve() });
}

async function newPostgresLog(openers: number): Promise<NewLog> {
  const database = await testDatabase();
  const { url } = database;
  const opened = await Promise.all(
    Array.from({ length: openers }, async () => {
      const pool = createPool(url, { max: 2 });
      await migrate(pool, journalMigrations);
      return { pool, store: await PostgresEventStore.open({ pool, url }) };
    }),
  );
  return {
    stores: opened.map((it) => it.store),
    close: async () => {
      await Promise.all(opened.map((it) => it.store.close()));
      await Promise.all(opened.map((it) => it.pool.end()));
      await database.drop();
    },
  };
}

async function newEventStoreDbLog(openers: number): Promise<NewLog> {
  const server = await StandIn.start();
  const opening = Array.from({ length: openers }, () => EventStoreDbEventStore.open(server));
  const stores = await Promise.all(opening);
  return {
    stores,
    close: async () => {
      await Promise.all(stores.map((it) => it.close()));
      await server.close();
    },
  };
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
    newLog: newPostgresLog,
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

/** The log on EventStoreDB, opened twice. */
export async function eventStoreDbStand(): Promise<Stand> {
  const [here, there] = await Promise.all([serverOf(process.env.EVENTSTORE_URL), serverOf()]);
  const open = (url: string) => EventStoreDbEventStore.open({ url, watchMs: 1_000 });
  const [store, elsewhere, otherLog] = await Promise.all([
    open(here.url),
    open(here.url),
    open(there.url),
  ]);
  return {
    store,
    elsewhere,
    otherLog,
    newLog: newEventStoreDbLog,
    interrupt: () => {
      here.cut();
      return Promise.resolve();
    },
    patience: PATIENCE_MS,
    close: async () => {
      await Promise.all([store, elsewhere, otherLog].map((it) => it.close()));
      await Promise.all([here, there].map((it) => it.close()));
    },
  };
}

/** A server whose connections can be broken: a stand-in, or a real one behind a wire. */
async function serverOf(real?: string) {
  if (real === undefined || real === '') {
    const standIn = await StandIn.start();
    const cut = () => standIn.order({ cut: true });
    return { url: standIn.url, cut, close: () => standIn.close() };
  }
  const url = new URL(real);
  const wire = await Wire.open({ host: url.hostname, port: Number(url.port || 2113) });
  url.host = `127.0.0.1:${wire.port}`;
  return { url: url.href, cut: () => wire.cut(), close: () => wire.close() };
}
