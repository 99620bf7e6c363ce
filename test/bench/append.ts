import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createPool, migrate } from '#database';
import type { EventStore, NewEvent } from '#eventing';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';

/** Events per second at so many callers: through the journal, by plain single-row INSERTs, and their ratio. */
export interface AppendFigure {
  readonly callers: number;
  readonly journal: number;
  readonly insert: number;
  readonly ratio: number;
}

const CALLERS = [1, 32, 256];
const POOLS = [8, 16, 32, 64];
const EVENTS_PER_STREAM = 5;

/** The table and indexes of the log once more, without the log. */
export const PLAIN = `
create schema if not exists bench;
drop table if exists bench.plain;
create table bench.plain (
  position bigint generated always as identity primary key,
  stream text collate "C" not null, revision integer not null,
  id uuid not null, type text not null, data json not null, meta json not null,
  unique (stream, revision))`;

const INSERT = {
  name: 'bench.insert',
  text: `insert into bench.plain (stream, revision, id, type, data, meta)
         values ($1, $2, $3, $4, $5, $6) returning position`,
};

type Append = (stream: string, revision: number, event: NewEvent) => Promise<unknown>;

/**
 * Measures both ways on the same server in turns, so that the noise of the machine meets both, and states the
 * median round of each; of the plain one that of the best pool.
 */
export async function benchAppend(
  url: string,
  options: { seconds?: number; rounds?: number } = {},
): Promise<AppendFigure[]> {
  const { seconds = 1, rounds = 5 } = options;
  const pool = createPool(url);
  await migrate(pool, journalMigrations);
  await pool.query(PLAIN);
  const store = await PostgresEventStore.open({ pool, url });
  const pools = POOLS.map((max) => createPool(url, { max, idleTimeoutMillis: 0 }));
  try {
    const figures: AppendFigure[] = [];
    for (const callers of CALLERS) {
      const ways = [throughJournal(store), ...pools.map(byInsert)];
      const rates = ways.map((): number[] => []);
      for (let round = 0; round <= rounds; round++)
        for (const [way, append] of ways.entries()) {
          const rate = await measure(append, callers, seconds);
          // the first round warms caches, plans and connections up
          if (round > 0) rates[way]?.push(rate);
        }
      const [journal = 0, ...inserts] = rates.map(median);
      const insert = Math.max(...inserts);
      figures.push({ callers, journal, insert, ratio: Number((journal / insert).toFixed(2)) });
    }
    return figures;
  } finally {
    await store.close();
    await Promise.all([pool, ...pools].map((it) => it.end()));
  }
}

/** Events per second that so many callers append to the log of a database, the median of three rounds. */
export async function measureAppends(
  url: string,
  callers: number,
  seconds: number,
): Promise<number> {
  const pool = createPool(url);
  const store = await PostgresEventStore.open({ pool, url });
  try {
    const rates: number[] = [];
    for (let round = 0; round < 3; round++)
      rates.push(await measure(throughJournal(store), callers, seconds));
    return median(rates);
  } finally {
    await store.close();
    await pool.end();
  }
}

const throughJournal =
  (store: EventStore): Append =>
  (stream, revision, event) =>
    store.append(stream, [event], revision < 0 ? 'noStream' : revision);

const byInsert =
  (pool: pg.Pool): Append =>
  (stream, revision, { id, type, data, meta }) =>
    pool.query({ ...INSERT, values: [stream, revision + 1, id, type, data, meta] });

/** Events per second of so many callers, each of whom waits for one append before the next. */
async function measure(append: Append, callers: number, seconds: number): Promise<number> {
  const began = performance.now();
  const ends = began + seconds * 1_000;
  let stored = 0;
  const call = async () => {
    while (performance.now() < ends) {
      const stream = `bench.thing-${randomUUID()}`;
      for (let i = 0; i < EVENTS_PER_STREAM && performance.now() < ends; i++) {
        await append(stream, i - 1, eventOf(stream, i));
        stored++;
      }
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return Math.round(stored / ((performance.now() - began) / 1_000));
}

/** About 500 bytes of data and 400 of envelope, as a deployment's events have. */
export function eventOf(stream: string, index: number): NewEvent {
  return {
    id: randomUUID(),
    type: 'SupportDeployed',
    data: {
      deploymentId: stream,
      index,
      urn: '139402',
      days: [{ on: '2025-10-01', hours: 6 }],
      rationale: 'x'.repeat(340),
    },
    meta: {
      schemaVersion: 1,
      occurredOn: '2025-10-01',
      recordedOn: '2025-10-01T11:00:00.000Z',
      actor: { id: 'broker-1', role: 'broker' },
      commandId: randomUUID(),
      correlationId: randomUUID(),
      causationId: randomUUID(),
      tags: ['urn:139402', 'partnership:north', stream],
    },
  };
}

/** The middle one of some values; 0 when there are none. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
