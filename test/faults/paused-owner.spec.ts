import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool, startPostgres } from '#database';
import { PostgresEventStore } from '#journal-postgres';
import { until } from '../support/projections-house.js';
import { RunningPlatform } from '../support/running-platform.js';
import { settle } from './area.js';
import { Judge } from './judge.js';
import { round, ROUND_MS, ROUNDS, someTime } from './rounds.js';

/**
 * Two processes on one database. The one that leads read models is stopped in the middle of its work, as a machine
 * that sleeps; the other takes over, and what the first has in hand when it wakes up is of no effect.
 */
let sleeper: RunningPlatform;
let waker: RunningPlatform;
let pool: pg.Pool;
let store: PostgresEventStore;
let judge: Judge;
let broker = '';

beforeAll(async () => {
  sleeper = await RunningPlatform.start({ LOG_LEVEL: 'fatal' });
  const { url } = await startPostgres({ folder: sleeper.folder });
  waker = await RunningPlatform.start({ LOG_LEVEL: 'fatal', DATABASE_URL: url });
  broker = await settle(waker);
  pool = createPool(url, { max: 3 });
  store = await PostgresEventStore.open({ pool, url });
  judge = new Judge(store);
}, ROUND_MS);
afterAll(async () => {
  await store.close();
  await pool.end();
  await waker.remove();
  await sleeper.remove();
}, ROUND_MS);

/** How many followers a process leads, whatever the others believe. */
const ledBy = async (pid: number): Promise<number> => {
  const { rows } = await pool.query<{ led: number }>(
    `select count(*)::int as led from house.followers
     where split_part(owner, '/', 2) = $1 and expires > clock_timestamp()`,
    [String(pid)],
  );
  return rows[0]?.led ?? 0;
};

describe('nothing is lost, doubled or left behind', () => {
  it.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))(
    'when an owner is stopped past its lease and wakes up (%i)',
    async () => {
      // each in its turn, so that there is always an owner who can be stopped
      const [owner, other] = (await ledBy(sleeper.pid)) > 0 ? [sleeper, waker] : [waker, sleeper];
      const token = owner === waker ? await settleAgain() : broker;
      await round(other, token, judge, async () => {
        process.kill(owner.pid, 'SIGSTOP');
        try {
          await until(async () => (await ledBy(owner.pid)) === 0, 30_000);
          await until(async () => (await ledBy(other.pid)) > 0, 30_000);
          await someTime(500);
        } finally {
          process.kill(owner.pid, 'SIGCONT');
        }
      });
      expect(await ledBy(other.pid)).toBeGreaterThan(0);
    },
    ROUND_MS,
  );
});

/** A token of the same broker that the other process takes: each signs its own. */
const settleAgain = (): Promise<string> => sleeper.token('broker', { partnership: '*' });
