import { execFile } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.js';
import { postgresEnvironment } from './settings.js';

/** The one superuser of the embedded server. */
export const SUPERUSER = 'groundswell';

/** Where a cluster is, who owns it, and what its superuser's password is. */
export interface ClusterPlan {
  readonly cluster: string;
  readonly initdb: string;
  readonly account: Account;
  readonly password: string;
  readonly durable: boolean;
}

/**
 * Makes the cluster unless it exists: in a folder beside it, then one rename, so that a killed start leaves
 * nothing that looks like a cluster, and of several starters one wins.
 */
export async function ensureCluster(plan: ClusterPlan): Promise<void> {
  const { cluster } = plan;
  if (exists(cluster)) return;
  const made = mkdtempSync(`${cluster}.init-`);
  const words = `${made}.words`;
  try {
    writeFileSync(words, plan.password, { mode: 0o600 });
    for (const path of [made, words]) giveTo(plan.account, path);
    await initialise(plan, made, words);
    renameSync(made, cluster);
    if (plan.durable) persist(dirname(cluster));
  } catch (error) {
    if (!exists(cluster)) throw error;
  } finally {
    removeQuietly(words);
    removeQuietly(made);
  }
  sweep(cluster);
}

const exists = (cluster: string): boolean => existsSync(join(cluster, 'PG_VERSION'));

async function initialise(plan: ClusterPlan, into: string, words: string): Promise<void> {
  const args = ['-D', into, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${words}`];
  // the same order of text on every platform
  args.push('-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  if (!plan.durable) args.push('--no-sync');
  const options = { ...plan.account, cwd: '/', env: postgresEnvironment() };
  await promisify(execFile)(plan.initdb, args, options);
}

function giveTo({ uid, gid }: Account, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function persist(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Removes what starters that were killed left behind. Those at work still fill theirs, and remove it themselves. */
function sweep(cluster: string): void {
  const prefix = `${basename(cluster)}.init-`;
  for (const name of readdirSync(dirname(cluster)))
    if (name.startsWith(prefix)) removeQuietly(join(dirname(cluster), name));
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // somebody writes into it this moment
  }
}
