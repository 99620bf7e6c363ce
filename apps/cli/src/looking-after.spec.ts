import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, configOf, openPlatform, type Platform } from '#composition';
import { SystemClock } from '#eventing';
import { quiet } from '#http';
import { sampleFile, sampleRow, testDatabase, type TestDatabase, testFolder } from '#testing';
import type { ProjectionStatus } from '#projections';
import { until } from '../../../test/support/projections-house.js';
import { houseAtHand } from './house-at-hand.js';
import { run } from './program.js';

const NAME = 'network.school-directory';
const KEY = 'urn:900002';
const folder = testFolder();
const guide = readFileSync(
  join(import.meta.dirname, '../../../docs/guides/projections.md'),
  'utf8',
);
let database: TestDatabase;
let config: Config;
let platform: Platform;

/** One command line on this database: its exit code and its document. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- documents of every shape are looked into
async function typed(...words: string[]): Promise<{ code: number; json: any }> {
  let out = '';
  const code = await run([...words, '--json'], {
    nodeVersion: process.versions.node,
    settings: () => config,
    out: (text) => (out += text),
    err: () => undefined,
    interrupted: new AbortController().signal,
    sign: () => Promise.reject(new Error('not asked for')),
    open: () => houseAtHand(config),
  });
  return { code, json: JSON.parse(out) };
}

async function importing(...urns: string[]): Promise<void> {
  const file = join(folder, 'schools.csv');
  const rows = urns.map((urn) => sampleRow({ urn, laestab: `881${urn.slice(2)}` }));
  writeFileSync(file, sampleFile(...rows));
  expect(await typed('import', 'schools', file)).toMatchObject({ code: 0 });
}

const commands = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map((it) => it.split(' ').slice(1));

beforeAll(async () => {
  database = await testDatabase();
  config = configOf({ DATABASE_URL: database.url, GROUNDSWELL_DATA: folder }, folder);
  platform = await openPlatform(config, new SystemClock(), quiet);
  await platform.runner.start();
  await importing('900001');
  const settled = async () => platform.runner.waitFor(NAME, await platform.store.head(), 20_000);
  expect(await settled()).toBe(true);
  // the database refuses the row of one school
  await platform.pool.query(
    `alter table projection.network_school_directory_v1 add constraint refused check (urn <> '900002')`,
  );
  await importing('900001', '900002');
  expect(await settled()).toBe(true);
}, 60_000);
afterAll(async () => {
  await platform.close();
  await database.drop();
});

it('does what the guide says, while the platform runs', async () => {
  expect(commands.length).toBeGreaterThan(5);
  const still = await typed('projections', 'retry', NAME, KEY);
  expect(still.json.standing.parked).toEqual({ keys: 1, events: 2 });
  await platform.pool.query(
    'alter table projection.network_school_directory_v1 drop constraint refused',
  );
  for (const words of commands) {
    const { code, json } = await typed(...words);
    expect([words, code]).toEqual([words, 0]);
    if (words[1] === 'parked')
      expect(json.parked).toMatchObject([
        { key: KEY, attempts: 2, error: expect.stringContaining('refused') },
        { key: KEY, error: null },
      ]);
    if (words.includes('--dry-run'))
      expect(json.trial).toEqual({ key: KEY, settled: 2, waiting: 0, error: null });
    else if (words[1] === 'retry') expect(json.standing.parked.events).toBe(0);
    if (words[1] === 'rebuild') expect(json.standing.rebuild).toMatchObject({ state: 'live' });
  }
}, 60_000);

it('refuses a second rebuild while one is under way, and says how far that is', async () => {
  const standing = async (): Promise<ProjectionStatus> =>
    (await platform.oversight.list()).find((it) => it.name === NAME && it.live)!;
  let first: ReturnType<typeof typed> | undefined;
  // the live rows are held, so that what is built cannot take their place
  const holder = await platform.pool.connect();
  await holder.query('begin; lock table projection.network_school_directory_v1 in share mode');
  try {
    first = typed('projections', 'rebuild', NAME);
    await until(async () => (await standing()).rebuild?.progress?.left === 0);
    const { rebuild } = await standing();
    expect(rebuild).toMatchObject({ state: 'building', progress: { done: 4, secondsLeft: 0 } });
    expect(rebuild!.progress!.rate).toBeGreaterThan(0);
    const second = await typed('projections', 'rebuild', NAME);
    expect(second.code).toBe(1);
    expect(second.json.error).toContain('rebuild-under-way');
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  expect(await first).toMatchObject({ code: 0, json: { done: true } });
}, 60_000);

it('does the work itself when nobody leads', async () => {
  await platform.runner.stop();
  const { code, json } = await typed('projections', 'rebuild', NAME);
  expect(code).toBe(0);
  expect(json).toMatchObject({ done: true, standing: { rebuild: { state: 'live' } } });
  expect((await typed('projections', 'verify', NAME)).code).toBe(0);
});

it('refuses what is not there to be done, and says why', async () => {
  const parked = await typed('projections', 'retry', NAME, KEY);
  expect(parked).toMatchObject({ code: 1, json: { error: expect.stringContaining('not-parked') } });
  const idle = await typed('projections', 'cancel', NAME);
  expect(idle.json.error).toContain('no-rebuild-under-way');
  const unknown = await typed('projections', 'rebuild', 'no.such');
  expect(unknown).toMatchObject({ code: 1, json: { error: 'projection:no.such was not found' } });
});
