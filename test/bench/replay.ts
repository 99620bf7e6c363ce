import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type pg from 'pg';
import { createPool, migrate } from '#database';
import { journalMigrations } from '#journal-postgres';
import { projectionMigrations } from '#projections';
import { fillLog } from './replay-log.js';
import type { ReplayRun } from './replay-runner.js';
import { SQL_FOLDS } from './replay-sql.js';

/** Events a second folded into read models: by the runner, by one SQL statement for each, and their ratio. */
export interface ReplayFigure {
  readonly unit: 'events/s';
  /** The read model, `all` of them at once, or `all` into a sandbox. */
  readonly model: string;
  readonly events: number;
  readonly runner: number;
  readonly sql: number;
  readonly ratio: number;
  /** The most memory that the folding process had, in megabytes. */
  readonly peakMb: number;
}

export const MODELS = Object.keys(SQL_FOLDS);

/**
 * Fills the log of an empty database and folds it from nothing in turns: each read model alone, all at once and into a
 * sandbox (only all at once when `onlyAll`), by us and by SQL on the same server. States the median round. Throws when the rows are not the same.
 */
export async function benchReplay(
  url: string,
  {
    events = 1_000_000,
    rounds = 3,
    onlyAll = false,
  }: { events?: number; rounds?: number; onlyAll?: boolean } = {},
): Promise<ReplayFigure[]> {
  const pool = createPool(url);
  try {
    await migrate(pool, [...journalMigrations, ...projectionMigrations]);
    await fillLog(pool, events);
    await pool.query('create schema bench_sql');
    const ways = onlyAll ? [MODELS] : [...MODELS.map((it) => [it]), MODELS];
    const taken = ways.map((): { runs: ReplayRun[]; sql: number[] } => ({ runs: [], sql: [] }));
    const sandboxes: ReplayRun[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const [index, models] of ways.entries()) {
        await fresh(pool);
        taken[index]?.runs.push(await run(url, models));
        let seconds = 0;
        for (const it of models) seconds += await bySql(pool, it);
        taken[index]?.sql.push(seconds);
        await assertSame(pool, models);
      }
      if (!onlyAll) sandboxes.push(await run(url, MODELS, { sandbox: 'bench_sandbox' }));
    }
    const all = taken.at(-1);
    return [
      ...ways.map((models, index) => {
        const { runs = [], sql = [] } = taken[index] ?? {};
        return figure(models.length > 1 ? 'all' : (models[0] ?? ''), events, runs, sql);
      }),
      ...(onlyAll ? [] : [figure('all, into a sandbox', events, sandboxes, all?.sql ?? [])]),
    ];
  } finally {
    await pool.end();
  }
}

function figure(
  model: string,
  events: number,
  runs: readonly ReplayRun[],
  sql: readonly number[],
): ReplayFigure {
  const runner = events / median(runs.map((it) => it.seconds));
  const bySql = events / median(sql);
  return {
    ...{ unit: 'events/s', model, events, runner: Math.round(runner), sql: Math.round(bySql) },
    ratio: Number((runner / bySql).toFixed(2)),
    peakMb: Math.max(...runs.map((it) => it.peakMb)),
  };
}

/** No read model, and an index of identities that has nothing left to do: it is not what is measured. */
export async function fresh(pool: pg.Pool): Promise<void> {
  await pool.query('drop schema projection cascade; create schema projection');
  await pool.query('truncate house.followers');
  await pool.query(
    `insert into house.followers (name, version, kind, log_id, position, live)
     select 'house.tags', 1, 'index', log_id, lpad(position::text, 20, '0'), true
     from journal.head`,
  );
  await pool.query('checkpoint');
}

/** Folds into these read models in a process of its own. */
export async function run(
  url: string,
  models: readonly string[],
  { sandbox, copies }: { sandbox?: string; copies?: number } = {},
): Promise<ReplayRun> {
  const child = fork(path.join(import.meta.dirname, 'replay-runner.js'), {
    env: {
      ...{ ...process.env, DATABASE_URL: url, MODELS: models.join(',') },
      ...(sandbox === undefined ? {} : { SANDBOX: sandbox }),
      ...(copies === undefined ? {} : { COPIES: String(copies) }),
    },
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the replay ended with ${String(code)} and no result`);
  });
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [ReplayRun];
  await ended.catch(() => undefined);
  return result;
}

const tableOf = (model: string): string => `projection."${model.replaceAll('.', '_')}_v1"`;

/** Seconds that the statement takes, into a table with the same indexes. */
async function bySql(pool: pg.Pool, model: string): Promise<number> {
  const table = `bench_sql."${model}"`;
  await pool.query(
    `drop table if exists ${table}; create table ${table} (like ${tableOf(model)} including all)`,
  );
  await pool.query('checkpoint');
  const began = performance.now();
  await pool.query((SQL_FOLDS[model] ?? '').replace('%', table));
  return (performance.now() - began) / 1_000;
}

async function assertSame(pool: pg.Pool, models: readonly string[]): Promise<void> {
  for (const it of models) {
    const { rows } = await pool.query<{ differ: number }>(
      `select count(*)::int as differ from ${tableOf(it)} r
       full join bench_sql."${it}" s on s.key = r.key where to_jsonb(r) is distinct from to_jsonb(s)`,
    );
    if (rows[0]?.differ !== 0)
      throw new Error(`${it}: ${String(rows[0]?.differ)} rows are not those of SQL`);
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
