import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A disk of its own that is soon full. */
export class SmallDisk {
  /** An empty folder on it. */
  readonly folder: string;
  private readonly ballast: string;

  private constructor(private readonly root: string) {
    chmodSync(root, 0o711);
    this.ballast = path.join(root, 'ballast');
    this.folder = path.join(root, 'data');
    mkdirSync(this.folder);
  }

  /** `undefined` where this account may not mount anything. */
  static mount(megabytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'groundswell-disk-'));
    const mounted = spawnSync('mount', [
      '-t',
      'tmpfs',
      '-o',
      `size=${megabytes}m`,
      'tmpfs',
      folder,
    ]);
    if (mounted.status !== 0) {
      rmSync(folder, { recursive: true });
      return undefined;
    }
    chmodSync(folder, 0o711);
    return new SmallDisk(folder);
  }

  /** Writes until there is no room for a single byte. */
  fill(): void {
    const file = openSync(this.ballast, 'a');
    try {
      for (let size = 1 << 20; size >= 1; size >>= 1)
        for (const block = Buffer.alloc(size); ;)
          try {
            writeSync(file, block);
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
            break;
          }
    } finally {
      closeSync(file);
    }
  }

  /** Makes room again. */
  clear(): void {
    rmSync(this.ballast, { force: true });
  }

  unmount(): void {
    spawnSync('umount', ['-l', this.root]);
    rmSync(this.root, { recursive: true, force: true });
  }
}
