import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Finding, finding } from './finding.js';

const GIB = 1024 ** 3;
const TIGHT = 2 * GIB;
const FULL = GIB / 4;

/** Whether this Node is one that NestJS 12 runs on. */
export function nodeFinding(version: string): Promise<Finding> {
  return finding('node', () => {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < 20 || (major === 20 && minor < 19))
      throw new Error(`${version}: Groundswell needs 20.19 or later`);
    return version;
  });
}

/** Whether the data folder can be used, and has room. */
export function folderFindings(folder: string): Promise<Finding>[] {
  return [
    finding('data folder', async () => {
      const there = await nearest(folder);
      if (there !== folder)
        return { state: 'note', says: `${folder} is not there yet; the first start makes it` };
      await access(folder, constants.R_OK | constants.W_OK);
      return folder;
    }),
    finding('disk space', async () => {
      const { bavail, bsize } = await statfs(await nearest(folder));
      const free = bavail * bsize;
      const says = `${(free / GIB).toFixed(1)} GiB free`;
      if (free < FULL) throw new Error(`${says}: the log will soon have no room`);
      return { state: free < TIGHT ? 'note' : 'fine', says };
    }),
  ];
}

/** The folder itself, or the nearest one above it that exists. */
async function nearest(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const there = await access(at).then(
      () => true,
      () => false,
    );
    if (there || at === dirname(at)) return at;
  }
}
