import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * The password of a cluster, kept in a file only its owner can read. The first of several starters draws it;
 * the link makes the file appear whole or not at all.
 */
export function passwordIn(file: string): string {
  const found = read(file);
  if (found !== undefined) return found;
  const drawn = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(drawn, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
  try {
    linkSync(drawn, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(drawn, { force: true });
  }
  return read(file) ?? missing(file);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EACCES')
      throw new Error(`${file} belongs to another account: start as it, or set GROUNDSWELL_DATA`, {
        cause: error,
      });
    throw error;
  }
}

function missing(file: string): never {
  throw new Error(`${file} went away`);
}
