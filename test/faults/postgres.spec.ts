import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type pg from 'pg';
import { createPool, startPostgres } from '#database';
import { PostgresEventStore } from '#journal-postgres';
import { RunningPlatform } from '../support/running-platform.js';
import { settle } from './area.js';
import { Judge } from './judge.js';
import { round, ROUND_MS, ROUNDS, someTime } from './rounds.js';

/**
 * The platform with its own database, eight writers at work, and something that dies. Nothing acknowledged is lost,
 * nothing is there twice, every read model equals a fold of the log, and nobody has to help.
 */
let platform: RunningPlatform;
let pool: pg.Pool;
let store: PostgresEventStore;
let judge: Judge;
let broker = '';
const times = Array.from({ length: ROUNDS }, (_, index) => index + 1);

beforeAll(async () => {
  platform = await RunningPlatform.start({ LOG_LEVEL: 'error' });
  broker = await settle(platform);
  const { url } = await startPostgres({ folder: platform.folder });
  pool = createPool(url, { max: 3 });
  store = await PostgresEventStore.open({ pool, url });
  judge = new Judge(store);
}, ROUND_MS);
afterAll(async () => {
  await store.close();
  await pool.end();
  await platform.remove();
}, ROUND_MS);

describe('nothing is lost, doubled or left behind', () => {
  it.each(times)(
    'when the process is killed (%i)',
    async () => {
      await round(platform, broker, judge, async () => {
        await platform.end('SIGKILL');
        await platform.run();
      });
    },
    ROUND_MS,
  );

  it.each(times)(
    'when PostgreSQL is killed (%i)',
    async () => {
      await round(platform, broker, judge, () => platform.endDatabase('SIGKILL'));
    },
    ROUND_MS,
  );

  it.each(times)(
    'when both are killed at once (%i)',
    async () => {
      await round(platform, broker, judge, async () => {
        await Promise.all([platform.end('SIGKILL'), platform.endDatabase('SIGKILL')]);
        await platform.run();
      });
    },
    ROUND_MS,
  );

  it.each(times)(
    'when every connection to the database is cut, again and again (%i)',
    async () => {
      await round(platform, broker, judge, async () => {
        for (let cut = 0; cut < 4; cut++) {
          await pool.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()`,
          );
          await someTime(200);
        }
      });
    },
    ROUND_MS,
  );
});
