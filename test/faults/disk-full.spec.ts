import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { createPool, startPostgres } from '#database';
import { PostgresEventStore } from '#journal-postgres';
import { RunningPlatform } from '../support/running-platform.js';
import { settle } from './area.js';
import { Judge } from './judge.js';
import { round, ROUND_MS, ROUNDS, someTime } from './rounds.js';
import { SmallDisk } from './small-disk.js';

/**
 * The data directory on a disk that is full at a random moment and has room again later: what cannot be stored is
 * refused as such, and the work goes on by itself.
 */
const disk = SmallDisk.mount(320);
const where = disk ? describe : describe.skip;
let platform: RunningPlatform;
let pool: pg.Pool;
let store: PostgresEventStore;
let judge: Judge;
let broker = '';

where('nothing is lost, doubled or left behind', () => {
  beforeAll(async () => {
    platform = await RunningPlatform.start({ LOG_LEVEL: 'fatal' }, disk!.folder);
    broker = await settle(platform);
    const { url } = await startPostgres({ folder: platform.folder });
    pool = createPool(url, { max: 3 });
    store = await PostgresEventStore.open({ pool, url });
    judge = new Judge(store);
  }, ROUND_MS);
  afterAll(async () => {
    disk!.clear();
    await store.close();
    await pool.end();
    await platform.remove();
    disk!.unmount();
  }, ROUND_MS);

  it.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))(
    'when the disk is full for a while (%i)',
    async () => {
      const troubles = await round(platform, broker, judge, async (writers) => {
        const before = writers.troubles;
        disk!.fill();
        // until the room that the server had put by is used up, too, and somebody was refused
        for (let look = 0; look < 400 && writers.troubles === before; look++) {
          await fillUp();
          await pause(50);
        }
        await someTime(1_000);
        disk!.clear();
      });
      expect(troubles).toBeGreaterThan(0);
    },
    ROUND_MS,
  );
});

/** Takes a megabyte of what the server has left. */
async function fillUp(): Promise<void> {
  await pool
    .query(
      `create temp table if not exists ballast (it text);
       insert into ballast select string_agg(md5(random()::text), '') from generate_series(1, 32768)`,
    )
    // there was none
    .catch(() => undefined);
}
