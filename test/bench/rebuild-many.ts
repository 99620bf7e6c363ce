import { createPool, migrate } from '#database';
import { journalMigrations } from '#journal-postgres';
import { projectionMigrations } from '#projections';
import { fresh, MODELS, run } from './replay.js';
import { fillLog } from './replay-log.js';

/** Very many read models built at once by one process: how fast, and the most memory it had. */
export interface RebuildFigure {
  readonly unit: 'events/s';
  readonly models: number;
  readonly events: number;
  readonly runner: number;
  readonly peakMb: number;
}

/**
 * Fills the log of an empty database, and builds so many copies of each of the three read models from it, all at once.
 * Throws when two copies have not the same rows.
 */
export async function benchRebuildMany(
  url: string,
  { events, models = 45 }: { events: number; models?: number },
): Promise<RebuildFigure> {
  const pool = createPool(url);
  const copies = Math.max(1, Math.round(models / MODELS.length));
  try {
    await migrate(pool, [...journalMigrations, ...projectionMigrations]);
    await fillLog(pool, events);
    await fresh(pool);
    const { seconds, peakMb } = await run(url, MODELS, { copies });
    for (const model of MODELS) {
      const sums = Array.from({ length: copies }, (_, nth) => {
        const table = `projection."${`${model}-${nth}`.replaceAll(/\W/g, '_')}_v1"`;
        return `select sum(hashtextextended(t::text, 0)) as sum, count(*) as rows from ${table} t`;
      });
      const { rows } = await pool.query(`select from (${sums.join(' union ')}) as kinds`);
      if (rows.length !== 1) throw new Error(`${model}: the copies differ`);
    }
    const runner = Math.round(events / seconds);
    return { unit: 'events/s', models: copies * MODELS.length, events, runner, peakMb };
  } finally {
    await pool.end();
  }
}
