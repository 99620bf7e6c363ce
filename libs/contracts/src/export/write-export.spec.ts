import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudEvent } from 'cloudevents';
import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, ORIGIN, type Position, type Recorded } from '#eventing';
import { MemoryEventStore } from '#testing';
import { fill, mingledLog } from '../../../../test/support/mingled-log.js';
import { type Extent, extentOf } from './extent.js';
import { writeExport } from './write-export.js';

const COUNT = 60;
const home = mkdtempSync(join(tmpdir(), 'groundswell-export-'));
let log: MemoryEventStore;
let events: readonly Recorded[];
let drawn = 0;

const newFolder = () => join(home, `export-${drawn++}`);

/** An export of a log as far as was asked: its folder and its files. */
async function exported(store: EventStore, asked?: string, format?: 'csv') {
  const folder = newFolder();
  const extent = extentOf(asked, await store.head()) as Extent;
  const manifest = await writeExport({ store, folder, extent, ...(format ? { format } : {}) });
  const files = Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  return {
    folder,
    manifest,
    files,
    lines: (files['events.ndjson'] ?? '').split('\n').slice(0, -1),
  };
}

beforeAll(async () => {
  log = await mingledLog(COUNT);
  events = await log.readAll(ORIGIN);
});
afterAll(() => rmSync(home, { recursive: true }));

describe('an export', () => {
  it('has a line for each event, in order, each a CloudEvent by the specification', async () => {
    const { lines, manifest } = await exported(log);
    const written = lines.map((it) => JSON.parse(it) as Record<string, unknown>);
    expect(written.map((it) => it['id'])).toEqual(events.map((it) => it.id));
    for (const { data, ...attributes } of written)
      expect(new CloudEvent({ ...attributes, data } as never, true).validate()).toBe(true);
    expect(manifest.events).toEqual({
      count: COUNT,
      first: events[0]!.position,
      last: events.at(-1)!.position,
    });
  });

  it('is chained as its manifest says in words: no parsing is needed to check it', async () => {
    const { lines, manifest } = await exported(log);
    let head = '0'.repeat(64);
    for (const line of lines) {
      const afterTwoCommas = line.split(',').slice(2).join(',');
      head = createHash('sha256').update(head).update(afterTwoCommas).digest('hex');
      expect(line.split(',')[0]).toBe(`{"chainhash":"${head}"`);
    }
    expect(manifest.chain?.head).toBe(head);
  });

  it('names the bytes of its files as sha256sum does', async () => {
    const { files } = await exported(log);
    const sum = (name: string) =>
      `${createHash('sha256').update(files[name]!).digest('hex')}  ${name}\n`;
    expect(files['SHA256SUMS']).toBe(sum('events.ndjson') + sum('manifest.json'));
  });

  it('is the same to the byte however the store orders the members of an object', async () => {
    const turning = new Proxy(log, {
      get: (target, name) =>
        name === 'readAll'
          ? async (...args: Parameters<EventStore['readAll']>) =>
              (await target.readAll(...args)).map((it) => turned(it))
          : Reflect.get(target, name).bind(target),
    });
    expect(JSON.stringify(await turning.readAll(ORIGIN))).not.toBe(JSON.stringify(events));
    expect((await exported(turning)).files).toEqual((await exported(log)).files);
  });

  it('has the same chain in a log with another id, and no more than the source differs', async () => {
    const [one, other] = [await exported(log), await exported(await mingledLog(COUNT))];
    expect(other.manifest.chain).toEqual(one.manifest.chain);
    const { source } = other.manifest.log;
    expect(source).not.toBe(one.manifest.log.source);
    expect(other.files['events.ndjson']?.replaceAll(source, one.manifest.log.source)).toBe(
      one.files['events.ndjson'],
    );
  });

  it('of an empty log has no lines, and the chain has not begun', async () => {
    const { manifest, lines } = await exported(new MemoryEventStore());
    expect(lines).toEqual([]);
    expect(manifest).toMatchObject({
      events: { count: 0, first: null, last: null },
      chain: { head: '0'.repeat(64) },
    });
  });
});

describe('how far it goes', () => {
  it('is up to a position, whatever was recorded since', async () => {
    const growing = await mingledLog(10);
    const { position } = events[9]!;
    const before = await exported(growing, position);
    await growing.append('test.other-1', [{ ...(await fresh()), id: events[50]!.id }], 'noStream');
    expect((await exported(growing, position)).files).toEqual(before.files);
    expect((await exported(growing)).lines).toHaveLength(11);
  });

  it('is to the end of a day: four events were recorded on each', async () => {
    const { files, lines } = await exported(log, '2025-01-03');
    expect(lines).toHaveLength(12);
    expect((await exported(log, events[11]!.position)).files).toEqual(files);
    expect((await exported(log, '2024-12-31')).lines).toEqual([]);
    expect((await exported(log, '2035-01-01')).lines).toHaveLength(COUNT);
  });

  it.each(['2025-02-30', 'yesterday', '42', '00000000000000009999'])('is not to %s', (asked) => {
    expect(extentOf(asked, events.at(-1)!.position)).toBeUndefined();
  });
});

describe('an export that fails', () => {
  it('leaves nothing, when its log goes away in the middle', async () => {
    const failing = await mingledLog(2_500);
    const read = failing.readAll.bind(failing);
    failing.readAll = (after: Position, options) =>
      after > events.at(-1)!.position ? Promise.reject(new Error('gone')) : read(after, options);
    const folder = newFolder();
    const extent = { upTo: await failing.head() };
    await expect(writeExport({ store: failing, folder, extent })).rejects.toThrow('gone');
    expect(readdirSync(home).filter((it) => join(home, it).startsWith(folder))).toEqual([]);
  });

  it('leaves nothing, when it is interrupted', async () => {
    const large = await mingledLog(3_000);
    const folder = newFolder();
    const interrupt = new AbortController();
    const outcome = writeExport({
      ...{ store: large, folder, extent: { upTo: await large.head() } },
      signal: interrupt.signal,
      onProgress: () => interrupt.abort(new Error('interrupted')),
    });
    await expect(outcome).rejects.toThrow('interrupted');
    expect(readdirSync(home).filter((it) => join(home, it).startsWith(folder))).toEqual([]);
  });

  it('touches nothing that was there: a folder must be empty', async () => {
    const folder = newFolder();
    const extent = { upTo: await log.head() };
    mkdirSync(folder);
    await writeExport({ store: log, folder, extent });
    const again = writeExport({ store: await mingledLog(3), folder, extent });
    await expect(again).rejects.toThrow(`${folder} is not empty`);
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).events.count).toBe(
      COUNT,
    );
    const file = newFolder();
    writeFileSync(file, 'mine');
    await expect(writeExport({ store: log, folder: file, extent })).rejects.toThrow('not empty');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});

describe('a table', () => {
  it('has a row for each event, which says the same', async () => {
    const { files, manifest } = await exported(log, undefined, 'csv');
    const rows: Record<string, string>[] = parse(files['events.csv']!, { columns: true });
    expect(rows).toHaveLength(COUNT);
    for (const [nth, row] of rows.entries()) {
      const { id, position, stream, revision, data, actor } = events[nth]!;
      const said = { id, position, stream, revision: String(revision), actorId: actor.id };
      expect(row).toMatchObject({ ...said, onBehalfOf: actor.onBehalfOf ?? '' });
      expect(JSON.parse(row['data']!)).toEqual(data);
    }
    expect(manifest.chain).toBeUndefined();
    expect(Object.keys(files).sort()).toEqual(['SHA256SUMS', 'events.csv', 'manifest.json']);
  });

  it.each(['=cmd()', '+1', '-1', '@sum', '\tx', '\rx'])('has no formula in it: %j', async (id) => {
    const store = new MemoryEventStore();
    const { meta, ...event } = await fresh();
    await store.append(
      'a-1',
      [{ ...event, data: -1, meta: { ...meta, actor: { id, role: 'x' } } }],
      'any',
    );
    const { files } = await exported(store, undefined, 'csv');
    const [row] = parse<Record<string, string>>(files['events.csv']!, { columns: true });
    expect([row!['actorId'], row!['data']]).toEqual([`'${id}`, `'-1`]);
  });
});

/** An event that no log holds yet. */
async function fresh() {
  const { id, type, data, ...meta } = (
    await (await fill(new MemoryEventStore(), 1)).readAll(ORIGIN)
  )[0]!;
  return { id, type, data, meta };
}

/** The same value with the members of every object in the opposite order. */
function turned<T>(value: T): T {
  if (Array.isArray(value)) return value.map((it: unknown) => turned(it)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, it]) => [name, turned<unknown>(it)]),
  ) as T;
}
