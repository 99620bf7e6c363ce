import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** With what the names of test servers' folders begin. */
export const PREFIX = 'groundswell-test';

/** Ends the servers below a folder, in no need of an orderly end, and removes it; quiet when others did. */
export async function remove(folder) {
  if (!existsSync(folder)) return;
  try {
    for (const cluster of clustersBelow(folder)) await end(cluster);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    process.stderr.write(`${folder} could not be cleared away: ${error.message}\n`);
  }
}

/** The run's own, and those that specs started in folders of their own. */
function clustersBelow(folder) {
  const entries = readdirSync(folder, { recursive: false, withFileTypes: true });
  return entries
    .filter((it) => it.isDirectory())
    .flatMap(({ name }) =>
      name === 'postgres' ? [join(folder, name)] : clustersBelow(join(folder, name)),
    );
}

async function end(cluster) {
  for (let i = 0; i < 500; i++) {
    const pid = postmasterOf(cluster);
    if (!pid) return;
    if (i === 0) process.kill(pid, 'SIGQUIT');
    await sleep(10);
  }
}

/** The process in the lock file, as long as it is that cluster's postmaster. */
function postmasterOf(cluster) {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    if (process.platform !== 'linux') return pid;
    return readlinkSync(`/proc/${pid}/cwd`) === cluster ? pid : undefined;
  } catch {
    return undefined;
  }
}
