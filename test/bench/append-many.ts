import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import { createPool, migrate } from '#database';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { eventOf, median, PLAIN } from './append.js';

/** Events per second by appends of four, and by COPY of the same into a table with the same columns and indexes. */
export interface AppendManyFigure {
  readonly callers: number;
  readonly journal: number;
  readonly copy: number;
  readonly ratio: number;
}

const EVENTS = 4;
const CALLERS = 256;
/** Rows of one COPY, each of which is a transaction: what a bulk load of its own would do. */
const ROWS = 10_000;
const TABLE = 'bench.plain (stream, revision, id, type, data, meta)';

/** Measures both ways in turns on one server, and states the median round of each. */
export async function benchAppendMany(
  url: string,
  options: { seconds?: number; rounds?: number } = {},
): Promise<AppendManyFigure> {
  const { seconds = 1, rounds = 5 } = options;
  const pool = createPool(url);
  await migrate(pool, journalMigrations);
  await pool.query(PLAIN);
  const store = await PostgresEventStore.open({ pool, url });
  try {
    const rates: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round++) {
      const journal = await appendFours(store, seconds);
      const copy = await copyRows(pool);
      // the first round warms caches, plans and connections up
      if (round === 0) continue;
      rates[0].push(journal);
      rates[1].push(copy);
    }
    const [journal, copy] = [median(rates[0]), median(rates[1])];
    return { callers: CALLERS, journal, copy, ratio: Number((journal / copy).toFixed(2)) };
  } finally {
    await store.close();
    await pool.end();
  }
}

async function appendFours(store: PostgresEventStore, seconds: number): Promise<number> {
  const began = performance.now();
  const ends = began + seconds * 1_000;
  let stored = 0;
  const call = async () => {
    while (performance.now() < ends) {
      const stream = `bench.thing-${randomUUID()}`;
      const events = Array.from({ length: EVENTS }, (_, index) => eventOf(stream, index));
      await store.append(stream, events, 'noStream');
      stored += EVENTS;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
  return Math.round(stored / ((performance.now() - began) / 1_000));
}

async function copyRows(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  const began = performance.now();
  try {
    await pipeline(Readable.from(lines()), client.query(from(`copy ${TABLE} from stdin`)));
  } finally {
    client.release();
  }
  return Math.round(ROWS / ((performance.now() - began) / 1_000));
}

/** The rows in the text form of COPY, many at a time. */
function* lines(): Generator<string> {
  for (let row = 0; row < ROWS;) {
    let text = '';
    for (let n = 0; n < 100; n++, row += EVENTS) {
      const stream = `bench.thing-${randomUUID()}`;
      for (let index = 0; index < EVENTS; index++) {
        const { id, type, data, meta } = eventOf(stream, index);
        const values = [stream, index, id, type, JSON.stringify(data), JSON.stringify(meta)];
        text += `${values.join('\t').replaceAll('\\', '\\\\')}\n`;
      }
    }
    yield text;
  }
}
