import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** Whom PostgreSQL runs as; empty for the caller's own account. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const NAMES = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root starts it as the owner of the cluster, or for a new one as
 * `postgres` or `nobody`. Anybody else starts it as themselves, and must own the cluster.
 */
export function accountFor(cluster: string): Account {
  const me = process.getuid?.();
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (me !== 0) {
    if (me !== undefined && owner && owner.uid !== me)
      throw new Error(
        `${cluster} belongs to another account (uid ${owner.uid}): start as that account, ` +
          'or set GROUNDSWELL_DATA to a folder of your own',
      );
    return {};
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of NAMES) {
    const found = accounts.find((it) => it[0] === name && it[2] !== '0');
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error(
    `PostgreSQL does not run as root, and there is no account ${NAMES.join(' or ')} to run it as: ` +
      'start as an ordinary user, or set DATABASE_URL',
  );
}

/** Throws, naming GROUNDSWELL_DATA, when the account cannot enter the folder (below /root, say). */
export function assertReachable(folder: string, account: Account): void {
  if (account.uid === undefined) return;
  const entered = spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...account, cwd: '/' });
  if (entered.status !== 0)
    throw new Error(
      `PostgreSQL runs as uid ${account.uid}, which cannot enter ${folder}: ` +
        'set GROUNDSWELL_DATA to a folder that every account can reach, such as /var/lib/groundswell',
    );
}
