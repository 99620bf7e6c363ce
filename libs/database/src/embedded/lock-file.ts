import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What a postmaster wrote into the `postmaster.pid` of its cluster. */
export interface Lock {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The lock of a cluster; undefined when there is none, or it is not written yet. */
export function lockOf(cluster: string): Lock | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * Who has the number that a lock names: nobody any more, something else (the number was given again, usual in
 * containers), or the postmaster of this cluster. When in doubt, the postmaster.
 */
export function holderOf(pid: number, cluster: string): 'gone' | 'other' | 'postmaster' {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  return process.platform === 'linux' ? byProc(pid, cluster) : byPs(pid);
}

function byProc(pid: number, cluster: string): 'gone' | 'other' | 'postmaster' {
  try {
    // a process that was killed and not yet reaped still answers a signal, with an empty command line
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (line === '') return 'gone';
    if (!line.includes('postgres')) return 'other';
  } catch {
    return 'gone';
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster) ? 'postmaster' : 'other';
  } catch {
    return 'postmaster';
  }
}

function byPs(pid: number): 'gone' | 'other' | 'postmaster' {
  const said = spawnSync('ps', ['-o', 'stat=,args=', '-p', String(pid)], { encoding: 'utf8' });
  if (said.status !== 0 || /^\s*Z/.test(said.stdout)) return 'gone';
  return said.stdout.includes('postgres') ? 'postmaster' : 'other';
}
