import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '#database';

/** A server that a bench started: a process of its own, which listens. */
export interface Server {
  readonly child: ChildProcess;
  readonly url: string;
}

/** What a bench of whole programs works with: one database, and programs of `dist` that use it. */
export interface Servers {
  readonly folder: string;
  readonly databaseUrl: string;
  /** Starts a program, and waits until it listens. */
  readonly start: (program: string) => Promise<Server>;
}

/** Runs on an embedded database and a folder of its own; every program that was started ends with it. */
export async function withServers<T>(work: (servers: Servers) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'groundswell-bench-'));
  // the database runs as another account when we are root
  chmodSync(folder, 0o711);
  const database = await startPostgres({ folder });
  const children: ChildProcess[] = [];
  const start = async (program: string): Promise<Server> => {
    const port = await freePort();
    const child = fork(path.resolve(import.meta.dirname, '../..', program), {
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        GROUNDSWELL_DATA: folder,
        DEMO_AREA: 'off',
        LOG_LEVEL: 'error',
        RATE_LIMIT: 'off',
        PORT: String(port),
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    const died = new Promise<never>((_, reject) =>
      child.once('exit', (code) => reject(new Error(`a server ended with ${String(code)}`))),
    );
    died.catch(() => undefined);
    await Promise.race([listening(port), died]);
    return { child, url: `http://127.0.0.1:${port}` };
  };
  try {
    return await work({ folder, databaseUrl: database.url, start });
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map(ended));
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ended = (child: ChildProcess): Promise<unknown> =>
  child.exitCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve();

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
