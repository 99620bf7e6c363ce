import type pg from 'pg';
import { type AnyProjection, type Clock, type EventStore, ORIGIN } from '#eventing';
import type { PointInTime } from '#read-model';
import { Discards } from '../operators/discards.js';
import { typesOf } from '../folding/fold.js';
import { RowBudget } from '../folding/row-budget.js';
import { FilledTable } from './filled-table.js';
import { readerOf, stretchesOf } from './read-log.js';
import { becomeSandboxRole } from './sandbox-role.js';
import {
  abandonSandbox,
  beginSandbox,
  finishSandbox,
  lockSandbox,
  sandboxTable,
} from './sandbox.js';
import { sandboxName } from './sandbox-name.js';
import { Turns } from '../cutover/turns.js';

/** How far a replay is, told after each stretch of the log. */
export interface ReplayProgress {
  readonly events: number;
  /** How many there are to read. */
  readonly of: number;
  /** Events per second since it began. */
  readonly rate: number;
  readonly secondsLeft: number;
}

/** What was made. */
export interface Replayed {
  readonly schema: string;
  readonly position: string;
  readonly events: number;
  readonly models: readonly { readonly projection: string; readonly version: number }[];
}

/** It was interrupted, and nothing of it is left. */
export class ReplayInterrupted extends Error {
  constructor(schema: string) {
    super(`interrupted: ${schema} is as it was before`);
    this.name = 'ReplayInterrupted';
  }
}

const EVENTS_A_READ = 1_000;

/**
 * Folds the log up to a moment into tables of a schema of its own, under the names and columns of the schema `read`.
 * Nothing else can happen: of the log it can only read, and what it writes is written by a role that may write
 * nothing else. An earlier sandbox of that name stays until the new one is whole. Throws `BadSandbox`,
 * `NoSandboxRole`, `ReplayInterrupted` or the `FoldError` of an event, and then nothing was done.
 */
export async function replayInto(options: {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly projections: readonly AnyProjection[];
  readonly moment: PointInTime;
  readonly into: string;
  readonly program: string;
  readonly onProgress?: (progress: ReplayProgress) => void;
  readonly signal?: AbortSignal;
  /** How many events are read at once, and how many characters of rows are kept in memory by all read models. */
  readonly eventsARead?: number;
  readonly room?: number;
}): Promise<Replayed> {
  const { pool, store, clock, projections, moment, into, program, signal } = options;
  const sandbox = sandboxName(into);
  const tables = projections.map((it) => sandboxTable(sandbox.building, it));
  const logId = await store.logId();
  const client = await pool.connect();
  try {
    const lock = await lockSandbox(pool, sandbox);
    try {
      await beginSandbox(pool, sandbox, tables);
      try {
        await becomeSandboxRole(client);
        const events = await fold({ ...options, client, schema: sandbox.building });
        if (signal?.aborted) throw new ReplayInterrupted(into);
        const { asked, day, upTo: position } = moment;
        const madeOn = clock.now();
        const label = { logId, asked, clock: moment.clock, day, position, program, madeOn };
        await finishSandbox(pool, lock, sandbox, tables, label);
        const models = projections.map(({ name, version }) => ({ projection: name, version }));
        return { schema: into, position, events, models };
      } catch (error) {
        await abandonSandbox(pool, lock, sandbox);
        throw error;
      }
    } finally {
      await lock.release();
    }
  } finally {
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
  eventsARead = EVENTS_A_READ,
  room,
}: {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly projections: readonly AnyProjection[];
  readonly moment: PointInTime;
  readonly client: pg.ClientBase;
  readonly schema: string;
  readonly onProgress?: (progress: ReplayProgress) => void;
  readonly signal?: AbortSignal;
  readonly eventsARead?: number;
  readonly room?: number;
}): Promise<number> {
  const types = [...new Set(projections.flatMap(typesOf))];
  const of = await eventsUpTo(pool, types, moment);
  const filling = { client, turns: new Turns(), schema };
  const discards = new Discards(store);
  const rows = new RowBudget(room);
  const models: FilledTable[] = [];
  for (const it of projections)
    models.push(new FilledTable(await discards.honoured(it), filling, rows.share()));
  const began = performance.now();
  let events = 0;
  const reading = { types, moment, after: ORIGIN, size: eventsARead, ...(signal && { signal }) };
  for await (const stretch of stretchesOf(readerOf(store), reading)) {
    for (const model of models) await model.take(stretch.events);
    events += stretch.read;
    const rate = events / ((performance.now() - began) / 1_000);
    onProgress?.({
      events: Math.min(events, of),
      of,
      rate: Math.round(rate),
      secondsLeft: Math.ceil(Math.max(0, of - events) / rate),
    });
  }
  for (const model of models) await model.written();
  return events;
}

/** How many events of these types there are to read, as the index of identities knows. */
async function eventsUpTo(
  pool: pg.Pool,
  types: readonly string[],
  { upTo }: PointInTime,
): Promise<number> {
  const { rows } = await pool.query<{ events: number }>(
    `select count(*)::int as events from house.tags
     where type = any($1) and position <= $2 and place = 0`,
    [types, upTo],
  );
  return rows[0]?.events ?? 0;
}
