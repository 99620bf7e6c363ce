import { createPool, dataSourceOf, migrate } from '#database';
import type { AnyProjection } from '#eventing';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { PostgresReadings, projectionMigrations } from '#projections';
import { A_DEPLOYMENT, fillLog, SCHOOLS } from './replay-log.js';
import { benchDeployments } from './replay-models.js';

/** How long one past list takes that is folded from so many events, in milliseconds. */
export interface AsOfFigure {
  readonly unit: 'ms';
  readonly events: number;
  readonly rows: number;
  readonly p50: number;
  readonly p99: number;
  /** The median where nothing of the log was read before. */
  readonly unread?: number;
}

const ASKED = 100;

/**
 * Fills the log of an empty database, and asks for the deployments that about so many events are about as they were at
 * its last position: all of them, or those of a few schools `beside` the rest of a larger log.
 */
export async function benchAsOf(
  url: string,
  {
    events = 5_000,
    asked = ASKED,
    beside = events,
  }: { events?: number; asked?: number; beside?: number } = {},
): Promise<AsOfFigure> {
  const pool = createPool(url);
  const dataSource = dataSourceOf(url, [benchDeployments.entity]);
  await migrate(pool, [...journalMigrations, ...projectionMigrations]);
  await fillLog(pool, beside);
  const scope = beside === events ? 'all' : schoolsOf(events, beside);
  await pool.query(INDEX);
  const store = await PostgresEventStore.open({ pool, url });
  await dataSource.initialize();
  try {
    const readings = new PostgresReadings({ dataSource, pool, store });
    const upTo = await store.head();
    const at = { asked: upTo, upTo, clock: 'recorded', day: '' } as const;
    const what = { scope, at, filters: {}, limit: 1_000 } as const;
    const list = async (of: PostgresReadings): Promise<number> =>
      (await of.list(benchDeployments as AnyProjection, what)).value.rows.length;
    const took: number[] = [];
    let rows = 0;
    // the first ones warm caches, plans and connections up
    for (let nth = -10; nth < asked; nth++) {
      const began = performance.now();
      rows = await list(readings);
      if (nth >= 0) took.push(performance.now() - began);
    }
    const unread: number[] = [];
    for (let nth = 0; nth < asked / 4; nth++) {
      const another = await PostgresEventStore.open({ pool, url });
      const began = performance.now();
      await list(new PostgresReadings({ dataSource, pool, store: another }));
      unread.push(performance.now() - began);
      await another.close();
    }
    const [p50, p99] = [share(took, 0.5), share(took, 0.99)];
    return { unit: 'ms', events, rows, p50, p99, unread: share(unread, 0.5) };
  } finally {
    await store.close();
    await dataSource.destroy();
    await pool.end();
  }
}

const share = (times: readonly number[], part: number): number =>
  Number(([...times].sort((a, b) => a - b)[Math.floor(times.length * part)] ?? 0).toFixed(1));

/** The schools that about so many events of a log are about. */
function schoolsOf(events: number, beside: number): ReadonlySet<string> {
  const aSchool = Math.max(A_DEPLOYMENT, beside / SCHOOLS);
  const schools = Math.max(1, Math.round(events / aSchool));
  return new Set(Array.from({ length: schools }, (_, index) => `urn:${100_000 + index}`));
}

/** The index of identities, as its follower writes it. */
const INDEX = `
  insert into house.tags (identity, position, stream, revision, type, place)
  select a.identity, lpad(f.position::text, 20, '0'), f.stream, f.revision, f.type, a.nth - 1
  from journal.events f,
    json_array_elements_text(f.meta -> 'tags') with ordinality as a (identity, nth);
  insert into house.followers (name, version, kind, log_id, position, live)
  select 'house.tags', 1, 'index', log_id, lpad(position::text, 20, '0'), true from journal.head;
  analyze house.tags`;
