import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { createPool, migrate, type RunningPostgres, startPostgres } from '#database';
import { type Delivery, type Envelope, ORIGIN } from '#eventing';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { testFolder } from '#testing';
import { until } from '../support/projections-house.js';

/** A server of its own whose queue of notifications is as small as it can be, and somebody who does not read it. */
const SMALLEST_PAGES = 64;
const LONGEST_PAYLOAD = 'x'.repeat(7_999);

let server: RunningPostgres;
let pool: pg.Pool;
let laggard: pg.Client;

beforeAll(async () => {
  const folder = testFolder();
  const first = await startPostgres({ folder, durable: false });
  const setting = createPool(first.url, { max: 1 });
  await setting.query(`alter system set max_notify_queue_pages = ${SMALLEST_PAGES}`);
  await setting.end();
  await first.stop();
  server = await startPostgres({ folder, durable: false });
  pool = createPool(server.url, { max: 3 });
  await migrate(pool, journalMigrations);
  laggard = new pg.Client({ connectionString: server.url });
  await laggard.connect();
}, 60_000);
afterAll(async () => {
  await laggard.end();
  await pool.end();
  await server.stop();
}, 60_000);

const append = (store: PostgresEventStore) =>
  store.append(
    `test-${randomUUID()}`,
    [{ id: randomUUID(), type: 'Noted', data: {}, meta: {} as Envelope }],
    'noStream',
  );

it('costs a hint and never a write, and is over by itself once the laggard has read', async () => {
  const [writer, reader] = [
    await PostgresEventStore.open({ pool, url: server.url }),
    await PostgresEventStore.open({ pool, url: server.url }),
  ];
  const heard: string[] = [];
  const stop = new AbortController();
  const following = (async () => {
    for await (const it of reader.subscribe(ORIGIN, { signal: stop.signal }))
      if (it.kind === 'events') heard.push(...idsOf(it));
  })();
  await laggard.query('listen anything');
  await laggard.query('begin');
  for (let full = false; !full;)
    full = await pool
      .query(`select pg_notify('anything', $1 || random())`, [LONGEST_PAYLOAD.slice(20)])
      .then(
        () => false,
        (error: unknown) => (error as pg.DatabaseError).code === '54000',
      );

  await append(writer);
  expect(writer.isHushed).toBe(true);
  await Promise.all(Array.from({ length: 40 }, () => append(writer)));
  // nobody was told, and everybody hears of it
  await until(() => heard.length === 41, 20_000);

  await laggard.query('commit');
  await until(() => !writer.isHushed, 20_000);
  await append(writer);
  await until(() => heard.length === 42, 20_000);
  expect(writer.isHushed).toBe(false);
  expect(new Set(heard).size).toBe(42);

  stop.abort();
  await following;
  await Promise.all([writer.close(), reader.close()]);
}, 90_000);

const idsOf = (delivery: Extract<Delivery, { kind: 'events' }>): string[] =>
  delivery.events.map((it) => it.id);
