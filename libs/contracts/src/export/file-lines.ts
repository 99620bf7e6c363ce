import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { BrokenExport } from './broken-export.js';

const CHUNK_BYTES = 1 << 20;
/** No event is as long as this. */
const MOST_BYTES = 16 << 20;
const LINE_FEED = 0x0a;

/** The lines of a file without their line feeds, as many at once as a chunk of it holds. Throws `BrokenExport`. */
export async function* fileLines(path: string): AsyncGenerator<readonly Buffer[]> {
  const file = basename(path);
  let read = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytesOf(path, file)) {
    const lines: Buffer[] = [];
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = all.indexOf(LINE_FEED); at >= 0; at = all.indexOf(LINE_FEED, from)) {
      lines.push(all.subarray(from, at));
      from = at + 1;
    }
    rest = all.subarray(from);
    read += lines.length;
    if (lines.length > 0) yield lines;
    if (rest.length > MOST_BYTES)
      throw new BrokenExport(file, 'it is longer than any event can be', read + 1);
  }
  if (rest.length > 0) throw new BrokenExport(file, 'it does not end with a line feed', read + 1);
}

async function* bytesOf(path: string, file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }))
      yield chunk as Buffer;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Why a file of an export cannot be read. */
export const unreadable = (file: string, error: unknown): unknown =>
  (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? new BrokenExport(file, 'it is not there')
    : error;
