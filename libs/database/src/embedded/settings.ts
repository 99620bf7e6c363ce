import type pg from 'pg';

/** What an acknowledged commit rests on. */
const DURABILITY = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;

const SMALL = {
  listen_addresses: '127.0.0.1',
  // paths of sockets are limited to about a hundred characters, which temporary folders exceed
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '128',
  shared_buffers: '128MB',
  maintenance_work_mem: '64MB',
  // neither replicas nor logical decoding read this server's log, so it is kept short
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  // no workers for reading ahead: four processes fewer on a laptop
  io_method: 'sync',
  jit: 'off',
};

/** The command line settings of the embedded server; without durability only for tests. */
export function settingsFor(durable: boolean): string[] {
  const durability = Object.fromEntries(DURABILITY.map((it) => [it, durable ? 'on' : 'off']));
  return Object.entries({ ...SMALL, ...durability }).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
}

/** Throws unless an acknowledged commit on this server survives a crash. */
export async function assertDurable(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [DURABILITY],
  );
  const weak = rows.filter((it) => it.setting !== 'on').map((it) => `${it.name}=${it.setting}`);
  if (rows.length !== DURABILITY.length || weak.length > 0)
    throw new Error(`PostgreSQL would lose acknowledged events in a crash: ${weak.join(', ')}`);
}

/** The environment without what would lead PostgreSQL elsewhere, and with messages that can be matched. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
