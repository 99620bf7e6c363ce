import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { createPool, migrate } from '#database';
import { Aggregates } from '#eventing';
import { quiet } from '#http';
import { AnalystWatch, grantAnalyst, NoAnalyst, projectionMigrations } from '#projections';
import { type TestDatabase, testDatabase } from '#testing';

/** On a server of one's own the house has an account that owns its database and is no superuser. */
const owner = `owner_${process.pid}`;
const role = `bea_${process.pid}`;
let database: TestDatabase;
let admin: pg.Pool;
let pool: pg.Pool;

const urlAs = (name: string): string => {
  const url = new URL(database.url);
  url.username = name;
  url.password = 'a password';
  return url.href;
};
const granting = (password?: string) =>
  grantAnalyst(pool, {
    ...{ role, aggregates: new Aggregates([]), projections: [] },
    ...(password === undefined ? {} : { password }),
  });

beforeAll(async () => {
  database = await testDatabase();
  admin = createPool(database.url);
  const name = new URL(database.url).pathname.slice(1);
  await admin.query(`create role ${owner} login createrole password 'a password'`);
  // the group of a server belongs to whoever made it first
  await admin.query(`do $$ begin create role groundswell_analyst nologin;
    exception when duplicate_object or unique_violation then null; end $$`);
  await admin.query(`grant groundswell_analyst to ${owner} with admin option`);
  await admin.query(`alter database ${name} owner to ${owner}`);
  pool = createPool(urlAs(owner));
  await migrate(pool, projectionMigrations);
});
afterAll(async () => {
  await pool.end();
  await admin.end();
  const server = new URL(database.url);
  server.pathname = '/postgres';
  await database.drop();
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query(`drop role if exists ${role}`);
  await client.query(`revoke groundswell_analyst from ${owner} cascade; drop role ${owner}`);
  await client.end();
});

it('an analyst is made once an administrator has closed what only they can close, and is watched', async () => {
  const refused: unknown = await granting('a password').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(NoAnalyst);
  const { message } = refused as Error;
  expect(message).toContain('let an administrator of the server run');
  // nothing was done
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
  expect(rowCount).toBe(0);

  await admin.query(message.slice(message.indexOf('revoke')));
  expect(await granting('a password')).toEqual([]);

  const client = new pg.Client({ connectionString: urlAs(role) });
  client.on('error', () => undefined);
  await client.connect();
  await expect(client.query('begin read write; select lo_create(0)')).rejects.toMatchObject({
    code: '42501',
  });
  await client.query('rollback; set transaction_timeout = 0; begin; select 1');
  const gone = new Promise((resolve) => client.once('end', resolve));
  const watch = new AnalystWatch(pool, quiet, { transactionMs: 50, idleMs: 3_600_000 });
  for (let ended = 0; ended === 0; ended = await watch.look())
    await new Promise((go) => setTimeout(go, 20));
  await gone;
});
