import { mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** There is something in the folder that an export was to become. */
export class FolderTaken extends Error {
  constructor(folder: string) {
    super(`${folder} is not empty: an export is written into a folder of its own, so name another`);
    this.name = 'FolderTaken';
  }
}

/**
 * Fills a folder that takes its name once it is whole: before that its name ends in `.unfinished-` and something, and
 * what fails leaves nothing. Throws `FolderTaken` before anything is done.
 */
export async function wholeFolder<T>(
  folder: string,
  fill: (unfinished: string) => Promise<T>,
): Promise<T> {
  const target = resolve(folder);
  if (!(await isFree(target))) throw new FolderTaken(folder);
  await mkdir(dirname(target), { recursive: true });
  const unfinished = await mkdtemp(`${target}.unfinished-`);
  try {
    const filled = await fill(unfinished);
    await toDisk(unfinished);
    await rename(unfinished, target);
    await toDisk(dirname(target));
    return filled;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}

/** A rename lasts once the folder it happened in is on the disk. */
async function toDisk(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
