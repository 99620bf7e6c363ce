import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  londonDay,
  type Append,
  type EventStore,
  ORIGIN,
  type Recorded,
  SetClock,
} from '#eventing';
import { MemoryEventStore } from '#testing';
import { mingledLog, numbered } from '../../../../test/support/mingled-log.js';
import { importLog } from './import-log.js';
import type { ChainedManifest } from './read-manifest.js';
import { likenessOf } from './same-log.js';
import { writeExport } from './write-export.js';

const COUNT = 700;
const home = mkdtempSync(join(tmpdir(), 'groundswell-import-'));
const folder = join(home, 'export');
const clock = new SetClock('2026-01-05T09:00:00.000Z');
let log: MemoryEventStore;
let events: readonly Recorded[];
let manifest: ChainedManifest;

/** What a log tells, wherever it stands in it. */
const told = (some: readonly Recorded[]) => some.map(({ position: _, ...event }) => event);

const everything = (store: EventStore) => store.readAll(ORIGIN);

const take = (store: EventStore, from = folder) => importLog({ store, folder: from, clock });

/** A log that does not survive so many appends. */
class Ending extends MemoryEventStore {
  constructor(private left: number) {
    super();
  }
  override async append(...args: Parameters<EventStore['append']>) {
    if (this.left-- <= 0) throw new Error('the power went');
    return await super.append(...args);
  }
  mend() {
    this.left = Infinity;
  }
}

beforeAll(async () => {
  log = await mingledLog(COUNT);
  events = await everything(log);
  const extent = { upTo: await log.head() };
  manifest = (await writeExport({ store: log, folder, extent })) as ChainedManifest;
});
afterAll(() => rmSync(home, { recursive: true }));

describe('an import', () => {
  it('takes every event over as it was, in the same order, and says so in the end', async () => {
    const copy = new MemoryEventStore();
    expect(await take(copy)).toEqual({
      from: await log.logId(),
      into: await copy.logId(),
      events: COUNT,
      head: manifest.chain.head,
      found: 0,
      written: COUNT,
    });
    const copied = await everything(copy);
    expect(told(copied.slice(0, COUNT))).toEqual(told(events));
    expect(copied.slice(COUNT)).toMatchObject([
      {
        type: 'LogImported',
        stream: `house.log-${await copy.logId()}`,
        data: {
          from: await log.logId(),
          events: COUNT,
          head: manifest.chain.head,
          until: londonDay((await everything(log)).at(-1)!.recordedOn),
        },
        recordedOn: clock.now(),
        tags: [`log:${await copy.logId()}`, `log:${await log.logId()}`],
      },
    ]);
  });

  it('is exported again with the same chain, which goes on', async () => {
    const copy = new MemoryEventStore();
    await take(copy);
    const again = join(home, 'again');
    await writeExport({ store: copy, folder: again, extent: { upTo: await copy.head() } });
    const hashes = (from: string) =>
      readFileSync(join(from, 'events.ndjson'), 'utf8')
        .split('\n')
        .map((it) => it.slice(0, 80));
    expect(hashes(again).slice(0, COUNT)).toEqual(hashes(folder).slice(0, COUNT));
    const third = new MemoryEventStore();
    expect(await take(third, again)).toMatchObject({ events: COUNT + 1 });
    expect((await everything(third)).filter((it) => it.type === 'LogImported')).toHaveLength(2);
  });

  it('changes nothing when it is repeated, even when the log has gone on', async () => {
    const copy = new MemoryEventStore();
    await take(copy);
    expect(await take(copy)).toMatchObject({ found: COUNT, written: 0 });
    await copy.append('test.later-1', [numbered(9_000)], 'noStream');
    expect(await take(copy)).toMatchObject({ found: COUNT, written: 0 });
    expect(await everything(copy)).toHaveLength(COUNT + 2);
  });

  it.each([1, 37, 500])('that ended after %i appends goes on from there', async (appends) => {
    const copy = new Ending(appends);
    await expect(take(copy)).rejects.toThrow('the power went');
    const before = (await everything(copy)).length;
    expect(before).toBeGreaterThan(0);
    expect((await everything(copy)).some((it) => it.type === 'LogImported')).toBe(false);
    copy.mend();
    expect(await take(copy)).toMatchObject({ found: before, written: COUNT - before });
    expect(told((await everything(copy)).slice(0, COUNT))).toEqual(told(events));
  });

  it('that is interrupted goes on too', async () => {
    const copy = new MemoryEventStore();
    const interrupt = new AbortController();
    const outcome = importLog({
      ...{ store: copy, folder, clock, signal: interrupt.signal },
      onProgress: (phase) => phase === 'writing' && interrupt.abort(new Error('interrupted')),
    });
    await expect(outcome).rejects.toThrow('interrupted');
    const { found, written } = await take(copy);
    expect(found).toBeGreaterThan(0);
    expect(found + written).toBe(COUNT);
  });

  it('hands over bounded appends: neighbours of a stream together, never many events at once', async () => {
    const handed: (readonly Append[])[] = [];
    const copy = new MemoryEventStore();
    const inOrder = copy.appendInOrder.bind(copy);
    copy.appendInOrder = (appends) => {
      handed.push(appends);
      return inOrder(appends);
    };
    await take(copy);
    expect(Math.max(...handed.map((it) => it.length))).toBeLessThanOrEqual(500);
    for (const appends of handed)
      for (const [nth, { stream, events: its }] of appends.entries()) {
        expect(its.length).toBeLessThanOrEqual(100);
        if (its.length < 100) expect(appends[nth + 1]?.stream).not.toBe(stream);
      }
  });
});

describe('an import is refused, and nothing is written', () => {
  it('when the export is broken, wherever', async () => {
    const broken = join(home, 'broken');
    await writeExport({ store: log, folder: broken, extent: { upTo: await log.head() } });
    const file = join(broken, 'events.ndjson');
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[COUNT - 2] = lines[COUNT - 2]!.replace('broker', 'bróker');
    writeFileSync(file, lines.join('\n'));
    const copy = new MemoryEventStore();
    await expect(take(copy, broken)).rejects.toThrow(`events.ndjson line ${COUNT - 1}: `);
    expect(await everything(copy)).toEqual([]);
  });

  it('when the log has a past of its own', async () => {
    const other = new MemoryEventStore();
    await other.append('test.own-1', [numbered(5_000)], 'noStream');
    await expect(take(other)).rejects.toThrow('the log is not empty, and its event 1 (Noted');
    expect(await everything(other)).toHaveLength(1);
  });

  it('when the log begins alike and then differs', async () => {
    const other = await mingledLog(20);
    await other.append('test.own-1', [numbered(5_000)], 'noStream');
    await expect(take(other)).rejects.toThrow('its event 21 (Noted');
    expect(await everything(other)).toHaveLength(21);
  });

  it('when it is the log that the export was made of', async () => {
    await expect(take(log)).rejects.toThrow('this is the log that the export was made of');
    expect(await everything(log)).toHaveLength(COUNT);
  });
});

describe('somebody who writes meanwhile', () => {
  it('is noticed, and the log does not call itself a copy', async () => {
    const copy = new MemoryEventStore();
    const outcome = importLog({
      ...{ store: copy, folder, clock },
      onProgress: (phase) => {
        if (phase === 'comparing')
          void copy.append('test.own-1', [numbered(5_000)], 'noStream').catch(() => undefined);
      },
    });
    await expect(outcome).rejects.toThrow('somebody else wrote to the log during the import');
    expect((await everything(copy)).some((it) => it.type === 'LogImported')).toBe(false);
  });
});

describe('a log beside an export', () => {
  it('tells the same as far as it does', async () => {
    expect(await likenessOf(log, folder, manifest)).toEqual({
      same: COUNT,
      head: manifest.chain.head,
    });
    const longer = await mingledLog(COUNT + 1);
    expect(await likenessOf(longer, folder, manifest)).toMatchObject({
      same: COUNT,
      next: { id: numbered(COUNT).id },
    });
    const edited = await mingledLog(COUNT);
    const read = edited.readAll.bind(edited);
    edited.readAll = async (...args) =>
      (await read(...args)).map((it) =>
        it.id === numbered(30).id ? { ...it, occurredOn: '2025-01-01' } : it,
      );
    expect(await likenessOf(edited, folder, manifest)).toMatchObject({
      same: 30,
      next: { id: numbered(30).id },
    });
  });
});
