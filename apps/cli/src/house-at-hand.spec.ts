import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, configOf, openPlatform } from '#composition';
import { londonDay, SystemClock } from '#eventing';
import { quiet } from '#http';
import { sampleFile, sampleRow, testDatabase, type TestDatabase } from '#testing';
import { houseAtHand } from './house-at-hand.js';
import { run } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'groundswell-cli-'));
const census = join(folder, 'census.csv');
let database: TestDatabase;
let config: Config;

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

/** Lets the platform fold everything that is in the log. */
async function catchUp(): Promise<void> {
  const house = await openPlatform(config, new SystemClock(), quiet);
  try {
    await house.runner.start();
    const head = await house.store.head();
    for (const name of ['network.school-directory', 'intelligence.open-needs', 'house.tags'])
      expect(await house.runner.waitFor(name, head, 20_000)).toBe(true);
  } finally {
    await house.close();
  }
}

async function sql(text: string): Promise<void> {
  const house = await openPlatform(config, new SystemClock(), quiet);
  await house.pool.query(text);
  await house.close();
}

beforeAll(async () => {
  writeFileSync(census, sampleFile(sampleRow(), sampleRow({ urn: '900002', laestab: '8819002' })));
  database = await testDatabase();
  config = configOf({ DATABASE_URL: database.url, GROUNDSWELL_DATA: folder }, folder);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

it('imports, and importing again changes nothing', async () => {
  const first = await typed('import', 'schools', census);
  expect(first).toMatchObject({ code: 0, json: { added: 2, changed: 0, refused: [] } });
  const again = await typed('import', 'schools', census);
  expect(again).toMatchObject({ code: 0, json: { added: 0, changed: 0, unchanged: 2 } });
});

it('refuses a file it does not know, and writes nothing', async () => {
  const strange = join(folder, 'strange.csv');
  writeFileSync(strange, 'a,b\r\n1,2\r\n');
  expect(await typed('import', 'schools', strange)).toMatchObject({ code: 1 });
  const { json } = await typed('events', 'tail');
  expect(json.events.every((it: { type: string }) => it.type.startsWith('School'))).toBe(true);
});

it('shows the log, and one event of it', async () => {
  const { json } = await typed('events', 'tail', '--limit', '1', '--type', 'SchoolRegistered');
  expect(json.events).toMatchObject([{ type: 'SchoolRegistered', actor: { role: 'service' } }]);
  const shown = await typed('events', 'show', json.events[0].id);
  expect(shown).toEqual({ code: 0, json: json.events[0] });
});

it('goes on with what is recorded, and leaves out what is not asked for', async () => {
  const more = join(folder, 'more.csv');
  writeFileSync(more, sampleFile(sampleRow({ urn: '900003', laestab: '8819003' })));
  const ended = new AbortController();
  const lines: { type: string; tags: string }[] = [];
  let importing: Promise<unknown> | undefined;
  const words = ['events', 'tail', '--follow', '--ndjson', '--limit', '1'];
  const code = await run([...words, '--type', 'SchoolRegistered', '--from', '2025-01-01'], {
    nodeVersion: process.versions.node,
    settings: () => config,
    out: (text) => {
      if (text === '') return;
      lines.push(JSON.parse(text));
      importing ??= typed('import', 'schools', more);
      if (lines.length === 2) ended.abort();
    },
    err: () => undefined,
    interrupted: ended.signal,
    sign: () => Promise.reject(new Error('not asked for')),
    open: () => houseAtHand(config),
  });
  await importing;
  expect(code).toBe(0);
  expect(lines.map((it) => it.type)).toEqual(['SchoolRegistered', 'SchoolRegistered']);
  expect(lines[1]!.tags).toContain('urn:900003');
});

it('says of a read model that never ran just that', async () => {
  const { code, json } = await typed('projections', 'verify', 'network.school-directory');
  expect(code).toBe(1);
  expect(json.projections[0].error).toContain('never run');
});

it('verifies read models against the log, and names the row that was tampered with', async () => {
  await catchUp();
  const list = await typed('projections', 'list');
  const directory = { name: 'network.school-directory', caughtUp: true };
  expect(list.json.projections).toContainEqual(expect.objectContaining(directory));
  expect(await typed('projections', 'verify')).toMatchObject({ code: 0 });

  await sql(`update read.school_directory set name = 'Elsewhere' where urn = '900002'`);
  const { code, json } = await typed('projections', 'verify', 'network.school-directory');
  expect(code).toBe(1);
  expect(json.projections).toMatchObject([{ ok: false, difference: { key: 'urn:900002' } }]);
});

it('replays a past into a schema, and says what differs from the live rows', async () => {
  const day = londonDay(new SystemClock().now());
  const words = ['replay', '--as-of', day, '--into', 'today'];
  const only = ['--projection', 'network.school-directory'];
  const { code, json } = await typed(...words, ...only, '--diff');
  // two of each school
  expect(json).toMatchObject({ schema: 'today', events: 6 });
  // the row that was tampered with
  const tampered = { key: 'urn:900002', columns: ['name'], live: { name: 'Elsewhere' } };
  expect(json.compared).toMatchObject([{ sameMoment: true, changed: 1, first: [tampered] }]);
  expect(code).toBe(1);

  await sql(`update read.school_directory d set name = t.name from today.school_directory t
    where t.key = d.key`);
  expect(await typed(...words, ...only, '--diff')).toMatchObject({ code: 0 });
  const all = await typed(...words);
  expect(all).toMatchObject({ code: 0 });
  expect(all.json.models.length).toBeGreaterThan(5);
});

it('refuses a replay into a schema of the house, or of a read model that is not there', async () => {
  const words = ['replay', '--as-of', '2025-03-31', '--into'];
  const refused = await typed(...words, 'journal');
  expect(refused).toMatchObject({
    code: 1,
    json: { error: expect.stringContaining('belongs to the house') },
  });
  const unknown = await typed(...words, 'then', '--projection', 'network.weather');
  expect(unknown).toMatchObject({
    code: 1,
    json: { error: 'there is no projection network.weather' },
  });
});

it('is examined by the doctor', async () => {
  const { json } = await typed('doctor');
  const states = Object.fromEntries(
    json.findings.map((it: { check: string; state: string }) => [it.check, it.state]),
  );
  // the server of the tests is not durable, for speed: the doctor must say so
  expect(states).toMatchObject({ database: 'fine', migrations: 'fine', durability: 'wrong' });
});
