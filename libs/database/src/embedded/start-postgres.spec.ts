import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testFolder } from '#testing';
import { holderOf } from './lock-file.js';
import { type RunningPostgres, startPostgres } from './start-postgres.js';

let base: string;
let folder: string;
const running = new Set<RunningPostgres>();

beforeAll(() => {
  base = testFolder();
  folder = join(base, 'data');
});
afterEach(async () => {
  for (const server of running) await server.stop();
  running.clear();
});

async function start(durable = false): Promise<RunningPostgres> {
  const server = await startPostgres({ folder, durable });
  running.add(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('the embedded server', () => {
  it('is made once when several programs start it at once; the others adopt it', async () => {
    const servers = await Promise.all([start(), start(), start()]);
    expect(servers.filter((it) => !it.adopted)).toHaveLength(1);
    expect(new Set(servers.map((it) => it.url)).size).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres.log', 'postgres.password']);
    await ask(servers[0].url, 'create table kept as select 1 as x');
  });

  it('keeps its events through a stop, and is durable unless told otherwise', async () => {
    const server = await start(true);
    expect(await ask(server.url, 'select x from kept')).toEqual([1]);
    const durability = `select setting from pg_settings
      where name in ('fsync', 'synchronous_commit', 'full_page_writes')`;
    expect(await ask(server.url, durability)).toEqual(['on', 'on', 'on']);
    await server.stop();
    expect(holderOf(server.pid, join(folder, 'postgres'))).toBe('gone');
  });

  it('listens on loopback only, to those who know the password', async () => {
    const server = await start();
    expect(await ask(server.url, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(statSync(join(folder, 'postgres.password')).mode & 0o777).toBe(0o600);
    const url = new URL(server.url);
    url.password = 'guessed';
    await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('is refused by a durable start when it runs without durability', async () => {
    await start(false);
    await expect(start(true)).rejects.toThrow('fsync=off');
  });

  it('starts again after kill -9 at the same address, and past a lock whose number went to another process', async () => {
    const killed = await start();
    process.kill(killed.pid, 'SIGKILL');
    const again = await start();
    expect([again.adopted, again.url]).toEqual([false, killed.url]);
    await again.stop();

    const stranger = `${process.pid}\n${folder}/postgres\n1\n5432\n\n127.0.0.1\n 1 1\nready   \n`;
    writeFileSync(join(folder, 'postgres/postmaster.pid'), stranger);
    expect(await ask((await start()).url, 'select x from kept')).toEqual([1]);
  });

  it('clears away what a start that was killed half-way left behind', async () => {
    const other = join(base, 'other');
    mkdirSync(join(other, 'postgres.init-abcdef'), { recursive: true });
    const server = await startPostgres({ folder: other, durable: false });
    await server.stop();
    expect(existsSync(join(other, 'postgres.init-abcdef'))).toBe(false);
  });

  const root = process.getuid?.() === 0;
  (root ? it : it.skip)(
    'names GROUNDSWELL_DATA when its account cannot reach the folder',
    async () => {
      const closed = join(base, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      const attempt = startPostgres({ folder: join(closed, 'data'), durable: false });
      await expect(attempt).rejects.toThrow('set GROUNDSWELL_DATA');
    },
  );
});
