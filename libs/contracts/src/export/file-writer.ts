import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Written } from './manifest.js';

/** Writes one file from its beginning to its end, and knows what it wrote. */
export class FileWriter {
  private readonly sha256 = createHash('sha256');
  private bytes = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly name: string,
  ) {}

  /** A new file. Throws when there is one. */
  static async create(path: string): Promise<FileWriter> {
    return new FileWriter(await open(path, 'wx'), basename(path));
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.sha256.update(bytes);
    this.bytes += bytes.length;
    await this.file.appendFile(bytes);
  }

  /** Resolves once the disk has it. */
  async end(): Promise<Written> {
    await this.file.sync();
    await this.file.close();
    return { name: this.name, bytes: this.bytes, sha256: this.sha256.digest('hex') };
  }

  /** Lets go of the file as it is. */
  async abandon(): Promise<void> {
    await this.file.close();
  }
}
