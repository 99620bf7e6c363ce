import {
  closeSync,
  existsSync,
  fdatasync,
  openSync,
  readFileSync,
  truncateSync,
  write,
} from 'node:fs';
import { promisify } from 'node:util';
import type { Proposed, Stored } from './events.js';
import type { Log } from './log.js';

const [writing, syncing] = [promisify(write), promisify(fdatasync)];

interface Line {
  readonly stream: string;
  readonly position: string;
  readonly created: string;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: string;
  readonly custom: string;
}

/** A file that keeps what was written when the process is killed: a line for each write, whole or not at all. */
export class Disk {
  private constructor(private readonly file: number) {}

  /** Opens the file, puts what it holds into a log and forgets a line that a kill tore off. */
  static open(path: string, log: Log): Disk {
    const text = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length) truncateSync(path, whole);
    for (const line of text.subarray(0, whole).toString().split('\n').filter(Boolean))
      for (const it of JSON.parse(line) as Line[])
        log.place(it.stream, proposedOf(it), placeOf(it));
    log.show();
    return new Disk(openSync(path, 'a'));
  }

  /** Resolves when the writes are on the disk. */
  async keep(writes: readonly (readonly Stored[])[]): Promise<void> {
    const lines = writes.map((it) => `${JSON.stringify(it.map(lineOf))}\n`);
    for (let left = Buffer.from(lines.join('')); left.length > 0;) {
      const { bytesWritten } = await writing(this.file, left);
      left = left.subarray(bytesWritten);
    }
    await syncing(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const lineOf = ({
  stream,
  position,
  created,
  id,
  type,
  contentType,
  data,
  custom,
}: Stored): Line => ({
  ...{ stream, position: String(position), created: String(created), id, type, contentType },
  ...{ data: base64(data), custom: base64(custom) },
});

const proposedOf = ({ id, type, contentType, data, custom }: Line): Proposed => ({
  ...{ id, type, contentType },
  ...{ data: Buffer.from(data, 'base64'), custom: Buffer.from(custom, 'base64') },
});

const placeOf = ({ position, created }: Line) => ({
  position: BigInt(position),
  created: BigInt(created),
});
