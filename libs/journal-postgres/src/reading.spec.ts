import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool, migrate } from '#database';
import { type Envelope, ORIGIN, type Position } from '#eventing';
import { type TestDatabase, testDatabase } from '#testing';
import { journalMigrations } from './migrations.js';
import { positionOf } from './position.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { Reading } from './reading.js';

let database: TestDatabase;
let pool: pg.Pool;
let reading: Reading;

/** 30 events, of which the 11th and the 25th are rare. */
beforeAll(async () => {
  database = await testDatabase();
  pool = createPool(database.url);
  await migrate(pool, journalMigrations);
  const store = await PostgresEventStore.open({ pool, url: database.url });
  const events = Array.from({ length: 30 }, (_, index) => ({
    id: randomUUID(),
    type: index === 10 || index === 24 ? 'Rare' : 'Common',
    data: {},
    meta: {} as Envelope,
  }));
  await store.append('test-1', events, 'noStream');
  await store.close();
  reading = new Reading(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const look = async (after: Position, limit: number, reach: number, types: string[]) => {
  const { events, upTo, atEnd } = await reading.stretch(after, limit, reach, { types });
  return { found: events.map((it) => Number(it.position)), upTo: Number(upTo), atEnd };
};

describe('a stretch of the log', () => {
  it('reaches no further than it may, and says how far it has looked', async () => {
    const rare = ['Rare'];
    expect(await look(ORIGIN, 9, 10, rare)).toEqual({ found: [], upTo: 10, atEnd: false });
    expect(await look(positionOf(10), 9, 10, rare)).toEqual({
      found: [11],
      upTo: 20,
      atEnd: false,
    });
    expect(await look(positionOf(20), 9, 10, rare)).toEqual({ found: [25], upTo: 30, atEnd: true });
    expect(await look(positionOf(30), 9, 10, rare)).toEqual({ found: [], upTo: 30, atEnd: true });
    expect(await look(positionOf(99), 9, 10, rare)).toEqual({ found: [], upTo: 99, atEnd: true });
  });

  it('stops at the last event it gives when there may be more', async () => {
    const both = ['Rare', 'Common'];
    expect(await look(ORIGIN, 3, 10, both)).toEqual({ found: [1, 2, 3], upTo: 3, atEnd: false });
    expect(await look(positionOf(27), 3, 10, both)).toMatchObject({ upTo: 30, atEnd: true });
    expect(await look(positionOf(25), 9, 10, both)).toMatchObject({ upTo: 30, atEnd: true });
  });
});

describe('the log of a database', () => {
  it('must have been made', async () => {
    const empty = await testDatabase();
    const bare = createPool(empty.url);
    await expect(PostgresEventStore.open({ pool: bare, url: empty.url })).rejects.toThrow(
      'apply journalMigrations',
    );
    await bare.end();
    await empty.drop();
  });

  it('finishes what is under way before it closes, and takes nothing after', async () => {
    const store = await PostgresEventStore.open({ pool, url: database.url });
    const event = () => ({ id: randomUUID(), type: 'Late', data: {}, meta: {} as Envelope });
    const appends = Array.from({ length: 100 }, () => store.append('test-2', [event()], 'any'));
    await store.close();
    expect(await Promise.all(appends)).toHaveLength(100);
    await expect(store.append('test-2', [event()], 'any')).rejects.toThrow('closed');
  });
});
