import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

/** The port the cluster had last, so that its address outlives a crash; a free one when that is taken. */
export async function portFor(cluster: string): Promise<number> {
  const last = lastPort(cluster);
  if (last !== undefined) {
    const again = await bind(last).catch(() => undefined);
    if (again !== undefined) return again;
  }
  return await bind(0);
}

/** From the options that PostgreSQL writes down at each start. */
function lastPort(cluster: string): number | undefined {
  try {
    const options = readFileSync(join(cluster, 'postmaster.opts'), 'utf8');
    const port = Number(/"-p" "(\d+)"/.exec(options)?.[1]);
    return port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

async function bind(wanted: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready, failed) => {
    server.once('error', failed).listen(wanted, '127.0.0.1', ready);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
