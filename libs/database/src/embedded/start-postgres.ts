import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { accountFor, assertReachable } from './account.js';
import { binariesFor } from './binaries.js';
import { ensureCluster, SUPERUSER } from './cluster.js';
import { passwordIn } from './password.js';
import { startPostmaster, stopPostmaster } from './postmaster.js';
import { DATABASE } from './running.js';
import { assertDurable } from './settings.js';

/** The embedded server, as it runs. */
export interface RunningPostgres {
  readonly url: string;
  readonly pid: number;
  /** It was running already: left behind by a killed program, or in use by another. */
  readonly adopted: boolean;
  /** Cuts its connections, writes everything out and ends it, whoever started it. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a folder (loopback only, random password and port), or adopts the one that
 * runs there. `durable: false` gives up surviving a crash and is for tests only; otherwise the server is asked
 * whether its commits are durable, and refused when not.
 */
export async function startPostgres(options: {
  folder: string;
  durable?: boolean;
}): Promise<RunningPostgres> {
  const durable = options.durable ?? true;
  const folder = resolve(options.folder);
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    // others may pass through to the cluster, which is closed to all but its owner
    chmodSync(folder, 0o711);
  }
  const cluster = join(realpathSync(folder), 'postgres');
  const account = accountFor(cluster);
  assertReachable(folder, account);
  const { initdb, postgres } = binariesFor(account);
  const password = passwordIn(`${cluster}.password`);
  await ensureCluster({ cluster, initdb, account, password, durable });

  const urlOf = (port: number, database: string) =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  const { pid, port, adopted } = await startPostmaster({
    cluster,
    log: `${cluster}.log`,
    postgres,
    account,
    durable,
    answers: (at) => answersFor(cluster, urlOf(at, 'postgres')),
  });
  const stop = () => stopPostmaster(pid, cluster);
  try {
    await prepare(urlOf(port, 'postgres'), durable);
  } catch (error) {
    if (!adopted) await stop();
    throw error;
  }
  return { url: urlOf(port, DATABASE), pid, adopted, stop };
}

/** A process may be ending, or the port another server's: only the directory it answers for counts. */
async function answersFor(cluster: string, url: string): Promise<string | undefined> {
  try {
    const at = await withClient(url, async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return rows[0]?.data_directory ?? '';
    });
    return realpathSync(at) === cluster ? undefined : `its port answers for ${at}`;
  } catch (error) {
    return `it does not answer: ${String(error)}`;
  }
}

async function prepare(url: string, durable: boolean): Promise<void> {
  await withClient(url, async (client) => {
    if (durable) await assertDurable(client);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      DATABASE,
    ]);
    if (rowCount) return;
    await client.query(`create database ${DATABASE}`).catch((error: unknown) => {
      // another starter was first
      if (!['42P04', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error;
    });
  });
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 60_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
