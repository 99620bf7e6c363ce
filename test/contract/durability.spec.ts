import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool, migrate, type RunningPostgres, startPostgres } from '#database';
import { ORIGIN } from '#eventing';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { testFolder } from '#testing';
import { events, idsOf, newStream } from './stand.js';

let folder: string;
let server: RunningPostgres;
let pool: pg.Pool;
let store: PostgresEventStore;
let again: Promise<RunningPostgres> | undefined;

beforeAll(async () => {
  folder = testFolder();
  server = await startPostgres({ folder });
  pool = createPool(server.url);
  await migrate(pool, journalMigrations);
  store = await PostgresEventStore.open({ pool, url: server.url });
});
afterAll(async () => {
  await store.close();
  await pool.end();
  await ((await again) ?? server).stop();
});

describe('5.2 the log on the server that we start', () => {
  it('rests on fsync, synchronous_commit and full_page_writes', async () => {
    const client = await pool.connect();
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
      expect((await client.query(`show ${setting}`)).rows).toEqual([{ [setting]: 'on' }]);
    client.release();
  });

  it('keeps what it acknowledged when PostgreSQL is killed in the middle of a burst', async () => {
    const acknowledged: string[] = [];
    const seen: string[] = [];
    const abort = new AbortController();
    const following = (async () => {
      for await (const it of store.subscribe(ORIGIN, { signal: abort.signal }))
        if (it.kind === 'events') seen.push(...idsOf(it.events));
    })();
    const writer = async () => {
      const stream = newStream();
      for (let revision = -1; revision < 60; revision += 2) {
        const sent = events(2);
        await store.append(stream, sent, revision);
        acknowledged.push(...idsOf(sent));
        if (acknowledged.length < 200 || again) continue;
        process.kill(server.pid, 'SIGKILL');
        again = startPostgres({ folder });
      }
    };
    await Promise.all(Array.from({ length: 16 }, writer));
    expect((await again)?.adopted).toBe(false);

    const log = idsOf(await store.readAll(ORIGIN));
    expect(new Set(log).size).toBe(log.length);
    expect([...log].sort()).toEqual([...acknowledged].sort());
    while (seen.length < log.length) await new Promise((soon) => setTimeout(soon, 5));
    expect(seen).toEqual(log);
    abort.abort();
    await following;
  });
});
