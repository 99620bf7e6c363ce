import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SUPERUSER } from './cluster.js';
import { holderOf, lockOf } from './lock-file.js';
import { passwordIn } from './password.js';

/** The database of the embedded server in every folder. */
export const DATABASE = 'groundswell';

/** The address of the embedded server of a folder, if its process is there, whether it answers or not. Starts nothing. */
export function runningUrlOf(folder: string): string | undefined {
  const at = resolve(folder);
  if (!existsSync(join(at, 'postgres'))) return undefined;
  const cluster = join(realpathSync(at), 'postgres');
  const lock = lockOf(cluster);
  if (!lock || holderOf(lock.pid, cluster) !== 'postmaster') return undefined;
  const password = passwordIn(`${cluster}.password`);
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${lock.port}/${DATABASE}`;
}
