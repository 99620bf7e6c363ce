import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool, migrate } from '#database';
import { type Delivery, newId, type NewEvent, type Position, type Recorded } from '#eventing';
import { testDatabase, type TestDatabase } from '#testing';
import { journalMigrations } from './migrations.js';
import { PostgresEventStore } from './postgres-event-store.js';

let database: TestDatabase;
let pool: pg.Pool;
let mine: PostgresEventStore;
let theirs: PostgresEventStore;
/** What our reading sent. */
let statements: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  pool = createPool(database.url);
  await migrate(pool, journalMigrations);
  const watched = Object.assign(Object.create(pool) as pg.Pool, {
    query: (config: pg.QueryConfig) => {
      statements.push(config.name ?? config.text);
      return pool.query(config);
    },
  });
  [mine, theirs] = await Promise.all([
    PostgresEventStore.open({ pool: watched, url: database.url }),
    PostgresEventStore.open({ pool, url: database.url }),
  ]);
});
afterAll(async () => {
  await Promise.all([mine.close(), theirs.close()]);
  await pool.end();
  await database.drop();
});

const odd = (n: number): NewEvent => ({
  id: newId().toUpperCase(),
  type: 'Opened',
  data: { n, absent: undefined, list: [undefined, 1.5], text: '\u2028 \ud83c\udf0a' },
  meta: {
    ...{ schemaVersion: 1, occurredOn: '2025-10-01', recordedOn: '2025-10-01T11:00:00.000Z' },
    ...{ actor: { id: 'broker-1', role: 'broker', onBehalfOf: undefined } },
    ...{ commandId: newId(), correlationId: newId(), causationId: newId(), tags: ['urn:1'] },
  },
});

/** Follows our log from its end, until it has told of as many events. */
async function following(count: number, ready: () => void, after: Position, batch?: number) {
  const stop = new AbortController();
  const seen: Recorded[] = [];
  const options = { signal: stop.signal, ...(batch === undefined ? {} : { batch }) };
  const take = (it: Delivery) => (it.kind === 'events' ? seen.push(...it.events) : ready());
  for await (const it of mine.subscribe(after, options))
    if (take(it) && seen.length >= count) break;
  stop.abort();
  return seen;
}

async function followed(
  count: number,
  append: () => Promise<unknown>,
  batch?: number,
): Promise<Recorded[]> {
  const start = await mine.head();
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((go) => (ready = go));
  const seen = following(count, ready, start, batch);
  await isReady;
  // the news of its own connection has been looked for by now
  await new Promise((go) => setTimeout(go, 300));
  statements = [];
  await append();
  const events = await seen;
  const sent = [...statements];
  // compared as text too, since what is undefined is equal to what is not there
  const back = await mine.readAll(start);
  expect(events).toEqual(back);
  expect(JSON.stringify(events)).toBe(JSON.stringify(back));
  expect(Object.keys(events[0]!.data as object)).toEqual(Object.keys(back[0]!.data as object));
  statements = sent;
  return events;
}

describe('a subscription', () => {
  it('is handed what its own process stored, as it would be read back, and reads nothing', async () => {
    await followed(40, async () => {
      for (let n = 0; n < 10; n++) await mine.append(`t.one-${n}`, [odd(n)], 'noStream');
      await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          mine.append(`t.many-${n}`, [odd(n), odd(n), odd(n)], 'any'),
        ),
      );
    });
    expect(statements).toEqual([]);
  });

  it('is given what others stored between, in order, by reading', async () => {
    await followed(60, async () => {
      for (let n = 0; n < 30; n++)
        await (n % 3 ? mine : theirs).append(`t.both-${n}`, [odd(n)], 'noStream');
      await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          (n % 2 ? mine : theirs).append(`t.race-${n}`, [odd(n)], 'noStream'),
        ),
      );
    });
    expect(statements).toContain('journal.stretch');
  });

  it('is handed nothing that was refused, and nothing twice that was repeated', async () => {
    const [first, again] = [odd(1), odd(2)];
    const events = await followed(3, async () => {
      await mine.append('t.twice', [first], 'noStream');
      await Promise.all([
        mine.append('t.twice', [first], 'noStream'),
        mine.append('t.twice', [again], 0),
        expect(mine.append('t.twice', [odd(3)], 7)).rejects.toThrow('expected 7'),
      ]);
      await mine.append('t.last', [odd(4)], 'noStream');
    });
    expect(events.map((it) => it.id)).toHaveLength(3);
    expect(statements).toEqual([]);
  });

  it('reads what is longer than it takes at once', async () => {
    await followed(
      6,
      () =>
        mine.append(
          't.long',
          Array.from({ length: 6 }, (_, n) => odd(n)),
          'any',
        ),
      4,
    );
    expect(statements).toContain('journal.stretch');
  });
});
