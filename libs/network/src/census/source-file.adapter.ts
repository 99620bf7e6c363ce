import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportRefused } from './import-refused.js';

/** The largest file that is read, in bytes as they are once unpacked. */
export const LARGEST = 1024 ** 3;

const GZIP = Buffer.from([0x1f, 0x8b]);
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** A file that is read more than once, each time from its first byte: one handle, so always the same file. */
export class SourceFile {
  private constructor(
    readonly name: string,
    private readonly handle: FileHandle,
    /** Its size in bytes, packed or not. */
    readonly size: number,
    private readonly largest: number,
  ) {}

  /** Throws `ImportRefused` when there is no such file, or nothing in it. */
  static async open(name: string, largest = LARGEST): Promise<SourceFile> {
    const handle = await open(name).catch((error: unknown) => {
      throw new ImportRefused(name, `it cannot be opened (${codeOf(error)})`);
    });
    const found = await handle.stat();
    const refusal = !found.isFile() ? 'it is not a file' : found.size === 0 ? 'it is empty' : '';
    if (refusal === '') return new SourceFile(name, handle, found.size, largest);
    await handle.close();
    throw new ImportRefused(name, refusal);
  }

  /** Its bytes, unpacked, without a byte order mark. Throws `ImportRefused` when they cannot be had. */
  async *bytes(onRead: (read: number) => void = () => undefined): AsyncGenerator<Buffer> {
    const start = await this.start();
    const raw = this.handle.createReadStream({
      start: 0,
      end: this.size - 1,
      autoClose: false,
      highWaterMark: 256 * 1024,
    });
    const packed = start.subarray(0, 2).equals(GZIP);
    const source = packed ? pipeline(raw, createGunzip(), () => undefined) : raw;
    let unpacked = 0;
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        if (unpacked > this.largest)
          throw new ImportRefused(this.name, `it holds more than ${this.largest} bytes`);
        onRead(raw.bytesRead);
        yield unpacked === chunk.length ? withoutMark(this.name, chunk) : chunk;
      }
    } catch (error) {
      if (error instanceof ImportRefused || !packed) throw error;
      throw new ImportRefused(this.name, `the gzip stream is broken or cut off (${codeOf(error)})`);
    }
  }

  /** Gives the file back. */
  close(): Promise<void> {
    return this.handle.close();
  }

  private async start(): Promise<Buffer> {
    const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  }
}

/** How workbooks begin, and what they are. */
const WORKBOOKS = [
  { begins: Buffer.from([0x50, 0x4b, 0x03, 0x04]), what: 'an Excel workbook or a zip archive' },
  { begins: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), what: 'an Excel workbook' },
];

/** The first chunk without the mark of UTF-8; UTF-16 and workbooks are refused. */
function withoutMark(file: string, chunk: Buffer): Buffer {
  const workbook = WORKBOOKS.find(({ begins }) => chunk.subarray(0, 4).equals(begins));
  if (workbook)
    throw new ImportRefused(file, `it is ${workbook.what}: save the sheet as CSV in UTF-8`);
  if (UTF16_MARKS.some((it) => chunk.subarray(0, 2).equals(it)))
    throw new ImportRefused(file, 'it is in UTF-16: save it as CSV in UTF-8', 1);
  return chunk.subarray(0, 3).equals(UTF8_MARK) ? chunk.subarray(3) : chunk;
}

const codeOf = (error: unknown): string =>
  (error as { code?: string }).code ?? (error as Error).message;
