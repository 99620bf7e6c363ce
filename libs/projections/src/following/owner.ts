import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The machine as process ids see it: the same name may stand for several containers. */
const place = `${hostname()}${pidNamespace()}`;

/** The name under which one runner of this process owns leases. */
export const ownerOf = (id: string): string => `${place}/${process.pid}/${id}`;

/** Whether an owner is a process of this machine that has ended without giving its leases up. */
export function isGone(owner: string): boolean {
  const [where, pid] = owner.split('/');
  if (where !== place) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '');
  } catch {
    return '';
  }
}
