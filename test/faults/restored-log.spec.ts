import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { testDatabase, testFolder } from '#testing';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { aHouse, type AHouse } from '../support/a-house.js';
import { until } from '../support/projections-house.js';

/** Longer than it takes a process to find out that its log lacks something. */
const FOUND_OUT_MS = 6_000;

/** It says so, nobody applies anything, and nobody's checkpoint moves while the log grows past where it was. */
async function refusesToGoOn(house: AHouse, grow: () => Promise<void>): Promise<void> {
  const said = await house.health();
  expect(said.words).toContain('log-restored');
  expect(said.status).toBe('not ready');
  for (const { position, lagMs } of said.followers)
    if (position > (said.head ?? '')) expect(lagMs).toBeNull();
  await sleep(FOUND_OUT_MS);
  const before = await house.checkpoints();
  await grow();
  await sleep(FOUND_OUT_MS);
  expect(await house.checkpoints()).toEqual(before);
  expect((await house.health()).words).toContain('log-restored');
}

describe('a log on EventStoreDB that was restored to an earlier point', () => {
  it('is told at once, stops whoever follows it, and is gone on with when it is put right', async () => {
    const database = await testDatabase();
    const folder = testFolder();
    const [file, early, late] = ['log', 'early', 'late'].map((it) =>
      path.join(folder, `${it}.ndjson`),
    ) as [string, string, string];
    let standIn = await StandIn.start({ file });
    const { port } = standIn;
    const restore = async (from: string): Promise<void> => {
      await standIn.close();
      copyFileSync(from, file);
      standIn = await StandIn.start({ file, port });
    };
    const env = {
      DATABASE_URL: database.url,
      EVENT_STORE: 'eventstoredb',
      EVENTSTORE_URL: standIn.url,
    };
    const house = await aHouse(env);
    await house.register('900001', '900002');
    await house.caughtUp();
    copyFileSync(file, early);
    await house.register('900003', '900004');
    await house.caughtUp();
    copyFileSync(file, late);
    expect((await house.health()).words).toEqual(['ready']);

    await restore(early);
    await until(async () => (await house.health()).head !== null, 20_000);
    expect((await house.health()).words).toContain('checkpoint-beyond-head');
    await refusesToGoOn(house, () => house.register('900011', '900012', '900013', '900014'));
    // nor does one that was started afterwards
    const another = await aHouse(env);
    await refusesToGoOn(another, () => another.register('900015'));
    await another.close();

    await restore(late);
    await until(async () => (await house.health()).status === 'ready', 30_000);
    await house.register('900005');
    await house.caughtUp();
    expect(await schoolsOf(house)).toBe(5);
    await house.close();
    await standIn.close();
    await database.drop();
  }, 180_000);
});

describe('a log on PostgreSQL that was restored to an earlier point', () => {
  it('is told at once, and stops whoever follows it', async () => {
    const database = await testDatabase();
    const house = await aHouse({ DATABASE_URL: database.url });
    await house.register('900001', '900002', '900003', '900004');
    await house.caughtUp();
    await cut(house, 'journal');
    await refusesToGoOn(house, () => house.register('900011', '900012', '900013', '900014'));
    // what is missing is lost for good: as the guide says
    await house.platform.runner.stop();
    await house.platform.pool.query(sqlOfTheGuide());
    await house.close();
    const anew = await aHouse({ DATABASE_URL: database.url });
    await anew.caughtUp();
    expect((await anew.health()).words).toEqual(['ready']);
    expect(await schoolsOf(anew)).toBe(6);
    await anew.close();
    await database.drop();
  }, 120_000);

  it('is told with its read models: whoever remembers more is to be started again', async () => {
    const database = await testDatabase();
    const house = await aHouse({ DATABASE_URL: database.url });
    await house.register('900001', '900002', '900003', '900004');
    await house.caughtUp();
    await cut(house, 'everything');
    await until(async () => (await house.health()).words.includes('restart-needed'), 20_000);
    await house.close();
    const again = await aHouse({ DATABASE_URL: database.url });
    await again.caughtUp();
    expect((await again.health()).words).toEqual(['ready']);
    await again.close();
    await database.drop();
  }, 120_000);
});

/** Takes away what came after the second event, as a restore does. */
async function cut(house: AHouse, what: 'journal' | 'everything'): Promise<void> {
  const { pool } = house.platform;
  const at = '00000000000000000002';
  await pool.query(`delete from journal.events where position > 2`);
  await pool.query(`update journal.head set position = 2`);
  if (what === 'journal') return;
  for (const table of ['house.events', 'house.tags'])
    await pool.query(`delete from ${table} where position > $1`, [at]);
  await pool.query(`update house.followers set position = $1, epoch = epoch + 1`, [at]);
}

async function schoolsOf(house: AHouse): Promise<number> {
  const { rows } = await house.platform.pool.query<{ count: number }>(
    'select count(*)::int as count from read.school_directory',
  );
  return rows[0]?.count ?? 0;
}

/** What docs/guides/states.md tells operators to send to the database. */
function sqlOfTheGuide(): string {
  const page = path.join(import.meta.dirname, '../../docs/guides/states.md');
  return /```sql\n([^`]+)```/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
}
