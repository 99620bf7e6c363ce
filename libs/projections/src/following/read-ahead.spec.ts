import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, ORIGIN, type Position, type Recorded } from '#eventing';
import { MemoryEventStore } from '#testing';
import { ReadAhead } from './read-ahead.js';

const log = new MemoryEventStore();
let all: Recorded[];
beforeAll(async () => {
  const meta = {
    ...{ schemaVersion: 1, occurredOn: '2025-10-01', recordedOn: '2025-10-01T09:00:00.000Z' },
    ...{ actor: { id: 'a', role: 'broker' }, commandId: 'c', correlationId: 'c', causationId: 'c' },
    tags: ['urn:1'],
  };
  const events = Array.from({ length: 25_000 }, () => ({
    ...{ id: newId(), type: 'Noted', data: {}, meta },
  }));
  await log.append('tests.notes-1', events, 'noStream');
  all = await log.readAll(ORIGIN);
});

let reads: Position[];
let chunks: ReadAhead;
beforeEach(() => {
  reads = [];
  const counted = Object.create(log) as MemoryEventStore;
  counted.readAll = (after, options) => {
    reads.push(after);
    return log.readAll(after, options);
  };
  chunks = new ReadAhead(counted);
});

const at = (nth: number): Position => (nth === 0 ? ORIGIN : all[nth - 1]!.position);
/** Follows from one place of the log to another, and hands out what it met. */
async function followed(from: number, to: number): Promise<Recorded[]> {
  const met: Recorded[] = [];
  while (met.length < to - from) met.push(...(await chunks.after(at(from + met.length), 200)));
  return met;
}

describe('stretches of the log', () => {
  it('are read once for all who are about level, and the next one meanwhile', async () => {
    const met = await Promise.all(Array.from({ length: 45 }, () => followed(0, 5_000)));
    for (const it of met)
      expect(it.map((event) => event.id)).toEqual(met[0]!.map((event) => event.id));
    expect(met[0]!.map((it) => it.position)).toEqual(all.slice(0, 5_000).map((it) => it.position));
    expect(reads).toHaveLength(11);
  });

  it('are not read again by one who fell behind a little while it wrote', async () => {
    await followed(0, 6_000);
    const before = reads.length;
    await followed(500, 5_500);
    expect(reads).toHaveLength(before);
  });

  it('are not read ahead for each of many who are far apart', async () => {
    const places = Array.from({ length: 45 }, (_, nth) => nth * 520);
    for (const from of places) expect(await chunks.after(at(from), 500)).toHaveLength(500);
    // each reads its own stretch, and few the next as well
    expect(reads.length).toBeLessThan(1.5 * 45);
  });

  it('are looked for again while the log has none', async () => {
    expect(await chunks.after(at(25_000), 500)).toEqual([]);
    expect(await chunks.after(at(25_000), 500)).toEqual([]);
    expect(reads).toHaveLength(2);
  });
});
