import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type RunningPostgres, startPostgres } from '#database';

/** A database of its own for one spec. */
export interface TestDatabase {
  readonly url: string;
  /** Cuts what is still connected and removes it. */
  drop(): Promise<void>;
}

let server: Promise<string> | undefined;

/**
 * A fresh, empty database on the PostgreSQL of this test run, which the first caller starts; on the server that
 * TEST_DATABASE_URL names when it is set.
 */
export async function testDatabase(): Promise<TestDatabase> {
  server ??= serverUrl();
  const admin = await server;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await run(admin, `create database ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => run(admin, `drop database if exists ${name} with (force)`),
  };
}

async function serverUrl(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return given;
  const folder = process.env['GROUNDSWELL_TEST_SERVER'];
  if (!folder)
    throw new Error('no test server: run the specs by jest with the project’s own set-up');
  // it ends with the run, in the teardown: the other workers use it too
  const started: RunningPostgres = await startPostgres({ folder, durable: false });
  return started.url;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
