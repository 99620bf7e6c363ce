import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The processes of an embedded PostgreSQL: the postmaster of a data folder and all that it started (Linux only). */
export function processesOf(folder: string): number[] {
  const lock = path.join(folder, 'postgres', 'postmaster.pid');
  const postmaster = Number(readFileSync(lock, 'utf8').split('\n', 1)[0]);
  const children = readdirSync('/proc').filter(
    (it) => /^\d+$/.test(it) && parentOf(it) === postmaster,
  );
  return [postmaster, ...children.map(Number)];
}

/** Stops a database without ending it: it takes connections, as the kernel does, and says nothing. */
export function freeze(folder: string): void {
  // the postmaster first, that no other is started meanwhile
  for (const pid of processesOf(folder)) signal(pid, 'SIGSTOP');
  for (const pid of processesOf(folder)) signal(pid, 'SIGSTOP');
}

/** Lets it go on. */
export function thaw(folder: string): void {
  for (const pid of processesOf(folder).reverse()) signal(pid, 'SIGCONT');
}

function parentOf(pid: string): number | undefined {
  const stat = `/proc/${pid}/stat`;
  try {
    if (!existsSync(stat)) return undefined;
    return Number(/\) \w (\d+)/.exec(readFileSync(stat, 'utf8'))?.[1]);
  } catch {
    // it ended while we looked
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
