import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Aggregates, ORIGIN } from '#eventing';
import { contextOf, quiet } from '#http';
import { IntelligenceModule } from '#intelligence';
import { AnalystWatch, grantAnalyst } from '#projections';
import { type AnalysisHouse, analysisHouse, needAt } from './house.js';

/** An analyst with a connection of their own, who tries what PostgreSQL lets a role try. */
let house: AnalysisHouse;
const role = `ann_${process.pid}`;
const [openNeeds] = contextOf(IntelligenceModule).projections;

async function session(): Promise<pg.Client> {
  const url = new URL(house.databaseUrl);
  url.username = role;
  url.password = 'a password';
  const client = new pg.Client({ connectionString: url.href });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The code of what PostgreSQL answers; `done` when it does as it is told. */
const answerTo = (client: pg.Client, text: string): Promise<string> =>
  client
    .query(text)
    .then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    )
    .finally(() => client.query('rollback').catch(() => undefined));

beforeAll(async () => {
  house = await analysisHouse();
  await house.pool.query('create view read.anything as select 1 as it');
  await grantAnalyst(house.pool, {
    ...{ role, aggregates: new Aggregates([]), projections: [openNeeds!], password: 'a password' },
  });
}, 60_000);
// a session that was ended is counted until its server process is gone
beforeEach(async () => {
  const left = () => house.pool.query('select from pg_stat_activity where usename = $1', [role]);
  while ((await left()).rowCount !== 0) await new Promise((go) => setTimeout(go, 20));
});
afterAll(async () => {
  await house.pool.query(`drop owned by ${role}; drop role ${role}`);
  await house.close();
});

const DENIED = '42501';

describe('an analyst', () => {
  it.each([
    ['begin read write; create temporary table mine (x int)'],
    ['begin read write; create temporary table mine as select 1'],
    ['begin read write; create temporary view mine as select 1'],
    ['begin read write; create table mine (x int)'],
    ['begin read write; create table public.mine (x int)'],
    ['begin read write; select lo_create(0)'],
    ['begin read write; select lo_creat(-1)'],
    [`begin read write; select lo_from_bytea(0, 'x')`],
    ['select pg_advisory_lock(7266155118)'],
    ['select pg_advisory_lock(1, 2)'],
    ['select pg_try_advisory_lock_shared(7266155119)'],
    ['begin; select pg_advisory_xact_lock(1)'],
    ['begin; lock table read.open_needs in row share mode'],
    ['begin; lock table read.open_needs in access exclusive mode'],
    ['begin read write; select * from read.open_needs for update'],
    ['begin read write; select * from read.open_needs for key share'],
    [`select * from house.locks`],
    [`begin read write; update house.locks set holder = 'me'`],
    [`set temp_file_limit = -1`],
    [
      `select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user limit 1`,
    ],
    ['begin read write; alter role current_user connection limit 100'],
  ])('may not: %s', async (text) => {
    const client = await session();
    const answer = await answerTo(client, text);
    await client.end();
    expect(answer).toBe(DENIED);
  });

  it('reads what they are granted', async () => {
    const client = await session();
    expect(await answerTo(client, 'select * from open_needs')).toBe('done');
    await client.end();
  });

  it('has five sessions at most', async () => {
    const tried = await Promise.allSettled(Array.from({ length: 8 }, session));
    const had = tried.filter((it) => it.status === 'fulfilled').map((it) => it.value);
    const refused = tried.filter((it) => it.status === 'rejected');
    for (const it of had) await it.end();
    expect(had).toHaveLength(5);
    for (const it of refused) expect(it.reason).toMatchObject({ code: '53300' });
  });
});

describe('the watch', () => {
  const lifted = `set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;
    set transaction_timeout = 0; set idle_session_timeout = 0`;
  const watching = (transactionMs: number, idleMs: number) =>
    new AnalystWatch(house.pool, quiet, { transactionMs, idleMs });
  const LONG = 3_600_000;

  /** Waits until a watch has ended so many sessions. */
  async function ends(watch: AnalystWatch, count: number): Promise<void> {
    for (let ended = 0; ended < count; ended += await watch.look())
      await new Promise((go) => setTimeout(go, 20));
  }

  it.each([
    ['runs for ever', 'select pg_sleep(3600)'],
    ['looks at one state for ever', 'begin isolation level repeatable read; select 1'],
    [
      'holds a lock that reading takes, for ever',
      'begin; lock table read.open_needs in access share mode',
    ],
    ['loops', 'do $$ begin loop perform 1; end loop; end $$'],
  ])(
    'ends a session that %s, though the role lifted every timeout',
    async (_, text) => {
      const client = await session();
      await client.query(lifted);
      const gone = new Promise((resolve) => client.once('end', resolve));
      const running = client.query(text).catch((error: unknown) => error);
      await ends(watching(200, LONG), 1);
      await gone;
      await running;
    },
    30_000,
  );

  it('ends one that does nothing, and leaves one that does not take too long', async () => {
    const idle = await session();
    await idle.query(lifted);
    expect(await watching(LONG, LONG).look()).toBe(0);
    expect(await answerTo(idle, 'select 1')).toBe('done');
    const gone = new Promise((resolve) => idle.once('end', resolve));
    await ends(watching(LONG, 50), 1);
    await gone;
  });

  it('leaves the sessions of the house alone, however long they take', async () => {
    const client = await house.pool.connect();
    await client.query('begin; select 1');
    await new Promise((go) => setTimeout(go, 50));
    expect(await watching(1, 1).look()).toBe(0);
    await client.query('commit');
    client.release();
    expect(await house.tell(needAt('0198c9a2-7d1e-7c3a-9f55-000000000001', '900001'))).not.toBe(
      ORIGIN,
    );
  });
});
