import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PREFIX, remove } from './test-server.mjs';

/**
 * Names the folder of this run's PostgreSQL; the first spec that asks for a database starts it there, so a run of
 * pure specs pays nothing. Folders of runs that were killed are cleared away first.
 */
export default async function globalSetup() {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = name.split('.');
    if (name.startsWith(PREFIX) && !isAlive(Number(pid))) await remove(join(tmpdir(), name));
  }
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}.${process.pid}.`));
  chmodSync(folder, 0o711);
  process.env.GROUNDSWELL_TEST_SERVER = folder;
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
