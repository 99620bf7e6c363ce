import { spawn } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.js';
import { holderOf, lockOf } from './lock-file.js';
import { portFor } from './port.js';
import { postgresEnvironment, settingsFor } from './settings.js';

/** What it takes to start a postmaster. */
export interface PostmasterPlan {
  readonly cluster: string;
  readonly log: string;
  readonly postgres: string;
  readonly account: Account;
  readonly durable: boolean;
  /** Why the server on this port is not the one of this cluster; undefined when it is. */
  readonly answers: (port: number) => Promise<string | undefined>;
}

/** A postmaster that answers. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly adopted: boolean;
}

const PATIENCE_MS = 120_000;
const LOG_LIMIT = 4 << 20;
/** Ends of a start that another try mends: the dying backends of a killed server, a rival, a taken port. */
const PASSING =
  /still in use|already exists|could not bind|could not create any TCP|postmaster.pid" is empty/;

/** Starts the postmaster of a cluster, or adopts the one that a killed program left running. */
export async function startPostmaster(plan: PostmasterPlan): Promise<Postmaster> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const adopted = await adopt(plan, deadline);
    if (adopted) return adopted;
    const started = await launch(plan, deadline);
    if (typeof started !== 'string') return started;
    if (!PASSING.test(started) || performance.now() > deadline)
      throw new Error(`PostgreSQL ended while it started; ${plan.log} says: ${started}`);
    await sleep(100);
  }
}

async function adopt(plan: PostmasterPlan, deadline: number): Promise<Postmaster | undefined> {
  for (;;) {
    const lock = lockOf(plan.cluster);
    if (!lock) return undefined;
    const holder = holderOf(lock.pid, plan.cluster);
    if (holder === 'gone') return undefined;
    if (holder === 'other') {
      // PostgreSQL would take the stranger for a rival and refuse
      if (lockOf(plan.cluster)?.pid === lock.pid) rmSync(join(plan.cluster, 'postmaster.pid'));
      return undefined;
    }
    const fault = lock.ready ? await plan.answers(lock.port) : 'it is not ready';
    if (fault === undefined) return { pid: lock.pid, port: lock.port, adopted: true };
    if (performance.now() > deadline)
      throw new Error(`${plan.cluster} is held by process ${lock.pid}, but ${fault}`);
    await sleep(50);
  }
}

/** The postmaster, or what it said when it ended. */
async function launch(plan: PostmasterPlan, deadline: number): Promise<Postmaster | string> {
  const port = await portFor(plan.cluster);
  const log = openSync(plan.log, 'a', 0o600);
  if (fstatSync(log).size > LOG_LIMIT) ftruncateSync(log);
  const from = fstatSync(log).size;
  const args = ['-D', plan.cluster, '-p', String(port), ...settingsFor(plan.durable)];
  // a group of its own: Ctrl-C reaches only the program, which stops its database last
  const child = spawn(plan.postgres, args, {
    ...plan.account,
    cwd: '/',
    env: postgresEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
  });
  child.unref();
  closeSync(log);
  const ended = new AbortController();
  for (const end of ['exit', 'error']) child.once(end, () => ended.abort());
  while (!ended.signal.aborted) {
    const lock = lockOf(plan.cluster);
    if (child.pid !== undefined && lock?.ready && lock.pid === child.pid)
      return { pid: child.pid, port, adopted: false };
    if (performance.now() > deadline) {
      child.kill('SIGINT');
      throw new Error(`PostgreSQL was not ready after ${PATIENCE_MS / 1000} s; see ${plan.log}`);
    }
    await sleep(5);
  }
  return readFileSync(plan.log).subarray(from).toString().trim();
}

const FAST_MS = 8_000;

/** Ends a postmaster: connections are cut and everything is written out. Quiet when it is gone already. */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  const began = performance.now();
  let hurried = false;
  signal(pid, cluster, 'SIGINT');
  while (holderOf(pid, cluster) === 'postmaster') {
    if (!hurried && performance.now() - began > FAST_MS) {
      // it cannot finish writing in time: the next start recovers from its log, which is safe
      signal(pid, cluster, 'SIGQUIT');
      hurried = true;
    }
    if (performance.now() - began > PATIENCE_MS) throw new Error(`process ${pid} does not end`);
    await sleep(5);
  }
}

function signal(pid: number, cluster: string, name: NodeJS.Signals): void {
  if (holderOf(pid, cluster) !== 'postmaster') return;
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
