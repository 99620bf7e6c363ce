import type pg from 'pg';
import { createPool, migrate } from '#database';
import { Aggregates, CommandHandling, SystemClock } from '#eventing';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { projectionMigrations, ProjectionRunner, TAG_INDEX } from '#projections';
import { fillLog } from './replay-log.js';

/** What the index of tags costs: events a second, by one SQL statement too, and the bytes that each takes up in it. */
export interface TagIndexFigure {
  readonly unit: 'events/s';
  readonly tags: number;
  readonly events: number;
  readonly runner: number;
  readonly sql: number;
  readonly ratio: number;
  readonly bytesPerEvent: number;
}

const HOUR_MS = 3_600_000;
/** As many as an event of a visit has by itself, and one of a deployment with what it inherits. */
const TAGS = [3, 10];

/** Fills the log of an empty database and indexes it from nothing, once for each number of tags. */
export async function benchTagIndex(url: string, events: number): Promise<TagIndexFigure[]> {
  const pool = createPool(url);
  try {
    await migrate(pool, [...journalMigrations, ...projectionMigrations]);
    await fillLog(pool, events);
    const figures: TagIndexFigure[] = [];
    for (const tags of TAGS) {
      await tagWith(pool, tags);
      const runner = events / (await byRunner(url, pool));
      const { rows } = await pool.query<{ bytes: string; rows: string }>(
        `select pg_total_relation_size('house.tags') as bytes, count(*) as rows from house.tags`,
      );
      if (Number(rows[0]?.rows) !== tags * events) throw new Error('not every tag is indexed');
      const sql = events / (await bySql(pool));
      figures.push({
        ...{ unit: 'events/s', tags, events, runner: Math.round(runner), sql: Math.round(sql) },
        ratio: Number((runner / sql).toFixed(2)),
        bytesPerEvent: Math.round(Number(rows[0]?.bytes) / events),
      });
      await pool.query('truncate house.tags, house.days, house.followers');
    }
    return figures;
  } finally {
    await pool.end();
  }
}

/** Adds parties of the deployment, each a tag, until there are so many. */
async function tagWith(pool: pg.Pool, tags: number): Promise<void> {
  await pool.query(
    `update journal.events set meta = jsonb_set(meta::jsonb, '{tags}', (meta->'tags')::jsonb ||
       (select jsonb_agg('party' || nth || ':' || (meta->'tags'->>1)) from generate_series(4, $1) nth))::json
     where json_array_length(meta->'tags') < $1`,
    [tags],
  );
  await pool.query('vacuum (full, analyze) journal.events');
  await pool.query('checkpoint');
}

/** Seconds that we take, with nothing else to follow the log. */
async function byRunner(url: string, pool: pg.Pool): Promise<number> {
  const store = await PostgresEventStore.open({ pool, url });
  const clock = new SystemClock();
  const aggregates = new Aggregates([]);
  const handling = new CommandHandling(store, clock, aggregates, () => []);
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: quiet };
  const runner = new ProjectionRunner({
    ...{ store, pool, projections: [], processes: [], handling, aggregates, clock, log },
  });
  try {
    const head = await store.head();
    const began = performance.now();
    await runner.start();
    if (!(await runner.waitFor(TAG_INDEX, head, HOUR_MS))) throw new Error('it takes too long');
    return (performance.now() - began) / 1_000;
  } finally {
    await runner.stop();
    await store.close();
  }
}

/** Seconds that one statement takes, into a table with the same indexes. */
async function bySql(pool: pg.Pool): Promise<number> {
  await pool.query('drop table if exists public.tags_by_sql');
  await pool.query('create table public.tags_by_sql (like house.tags including all)');
  await pool.query('checkpoint');
  const began = performance.now();
  await pool.query(
    `insert into public.tags_by_sql (identity, position, stream, revision, type, place)
     select tag, lpad(position::text, 20, '0'), stream, revision, type, nth - 1
     from journal.events, json_array_elements_text(meta->'tags') with ordinality as t (tag, nth)`,
  );
  return (performance.now() - began) / 1_000;
}
