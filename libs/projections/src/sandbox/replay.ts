import type pg from 'pg';
import { type Clock, type EventStore, ORIGIN } from '#eventing';
import type { Moment } from '#read-model';
import { Discards } from '../discards.js';
import { type AnyProjection, typesOf } from '../fold.js';
import { RowBudget } from '../folding/row-budget.js';
import { FilledTable } from './filled-table.js';
import { readerOf, stretchesOf } from './read-log.js';
import { becomeSandboxRole } from './sandbox-role.js';
import {
  abandonSandbox,
  beginSandbox,
  finishSandbox,
  sandboxTable,
  yieldSandbox,
} from './sandbox.js';
import { sandboxName } from './sandbox-name.js';
import { Turns } from '../cutover/turns.js';

/** How far a replay is, told after each stretch of the log. */
export interface ReplayProgress {
  readonly facts: number;
  /** How many there are to read. */
  readonly of: number;
  /** Facts per second since it began. */
  readonly rate: number;
  readonly secondsLeft: number;
}

/** What was made. */
export interface Replayed {
  readonly schema: string;
  readonly position: string;
  readonly facts: number;
  readonly models: readonly { readonly projection: string; readonly version: number }[];
}

/** It was interrupted, and nothing of it is left. */
export class ReplayInterrupted extends Error {
  constructor(schema: string) {
    super(`interrupted: ${schema} is as it was before`);
    this.name = 'ReplayInterrupted';
  }
}

const FACTS_A_READ = 1_000;

/**
 * Folds the log up to a moment into tables of a schema of its own, under the names and columns of the schema `read`.
 * Nothing else can happen: of the log it can only read, and what it writes is written by a role that may write
 * nothing else. An earlier sandbox of that name stays until the new one is whole. Throws `BadSandbox`,
 * `NoSandboxRole`, `ReplayInterrupted` or the `FoldError` of a fact, and then nothing was done.
 */
export async function replayInto(options: {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly projections: readonly AnyProjection[];
  readonly moment: Moment;
  readonly into: string;
  readonly program: string;
  readonly onProgress?: (progress: ReplayProgress) => void;
  readonly signal?: AbortSignal;
  /** How many facts are read at once, and how many characters of rows are kept in memory by all read models. */
  readonly factsARead?: number;
  readonly room?: number;
}): Promise<Replayed> {
  const { pool, store, clock, projections, moment, into, program, signal } = options;
  const sandbox = sandboxName(into);
  const tables = projections.map((it) => sandboxTable(sandbox.building, it));
  const logId = await store.logId();
  const client = await pool.connect();
  try {
    await beginSandbox(pool, client, sandbox, tables);
    try {
      await becomeSandboxRole(client);
      const facts = await fold({ ...options, client, schema: sandbox.building });
      if (signal?.aborted) throw new ReplayInterrupted(into);
      const { asked, day, upTo: position } = moment;
      const madeOn = clock.now();
      const label = { logId, asked, clock: moment.clock, day, position, program, madeOn };
      await finishSandbox(pool, sandbox, tables, label);
      const models = projections.map(({ name, version }) => ({ projection: name, version }));
      return { schema: into, position, facts, models };
    } catch (error) {
      await abandonSandbox(pool, sandbox);
      throw error;
    }
  } finally {
    await yieldSandbox(client);
    // with its role
    client.release(true);
  }
}

async function fold({
  pool,
  store,
  projections,
  moment,
  client,
  schema,
  onProgress,
  signal,
  factsARead = FACTS_A_READ,
  room,
}: {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly projections: readonly AnyProjection[];
  readonly moment: Moment;
  readonly client: pg.ClientBase;
  readonly schema: string;
  readonly onProgress?: (progress: ReplayProgress) => void;
  readonly signal?: AbortSignal;
  readonly factsARead?: number;
  readonly room?: number;
}): Promise<number> {
  const types = [...new Set(projections.flatMap(typesOf))];
  const of = await factsUpTo(pool, types, moment);
  const filling = { client, turns: new Turns(), schema };
  const discards = new Discards(store);
  const rows = new RowBudget(room);
  const models: FilledTable[] = [];
  for (const it of projections)
    models.push(new FilledTable(await discards.honoured(it), filling, rows.share()));
  const began = performance.now();
  let facts = 0;
  const reading = { types, moment, after: ORIGIN, size: factsARead, ...(signal && { signal }) };
  for await (const stretch of stretchesOf(readerOf(store), reading)) {
    for (const model of models) await model.take(stretch.facts);
    facts += stretch.read;
    const rate = facts / ((performance.now() - began) / 1_000);
    onProgress?.({
      facts: Math.min(facts, of),
      of,
      rate: Math.round(rate),
      secondsLeft: Math.ceil(Math.max(0, of - facts) / rate),
    });
  }
  for (const model of models) await model.written();
  return facts;
}

/** How many facts of these types there are to read, as the index of identities knows. */
async function factsUpTo(
  pool: pg.Pool,
  types: readonly string[],
  { upTo }: Moment,
): Promise<number> {
  const { rows } = await pool.query<{ facts: number }>(
    `select count(*)::int as facts from house.tags
     where type = any($1) and position <= $2 and place = 0`,
    [types, upTo],
  );
  return rows[0]?.facts ?? 0;
}
