import { isAscii, isUtf8 } from 'node:buffer';

/** The encodings of the published files; plain ASCII counts as UTF-8. */
export type Encoding = 'utf-8' | 'windows-1252';

/** A file that is in no encoding throughout: why, and the first line that shows it. */
export interface Mixed {
  readonly reason: string;
  readonly line: number;
}

/** The bytes that Windows-1252 leaves undefined. */
const UNDEFINED = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const [LF, CR] = [0x0a, 0x0d];
/** How many lines a reason names. */
const NAMED = 5;

/**
 * Tells the encoding of a file from all of its bytes, line by line: UTF-8 when every line is, Windows-1252 when no line that
 * is more than ASCII is UTF-8; anything else is a mixture, in which every accented name of the one would be misread as the other.
 */
export class EncodingCheck {
  private line = 1;
  private rest = Buffer.alloc(0);
  private readonly utf8 = new Lines();
  private readonly others = new Lines();
  private undefinedOn: number | undefined;

  /** Takes the next bytes. */
  take(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.rest, chunk]);
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      // whether a CR ends a line alone is known with the byte after it
      if (byte !== LF && !(byte === CR && at + 1 < bytes.length && bytes[at + 1] !== LF)) continue;
      this.judge(bytes.subarray(from, at));
      this.line += 1;
      from = at + 1;
    }
    this.rest = bytes.subarray(from);
  }

  /** The encoding, once every byte was taken, or why there is none. */
  end(): Encoding | Mixed {
    this.judge(this.rest);
    this.rest = Buffer.alloc(0);
    if (this.others.count === 0) return 'utf-8';
    if (this.undefinedOn !== undefined)
      return {
        reason: 'it holds a byte that is neither UTF-8 nor Windows-1252: save it anew in UTF-8',
        line: this.undefinedOn,
      };
    if (this.utf8.count === 0) return 'windows-1252';
    const few = this.utf8.count < this.others.count ? this.utf8 : this.others;
    const [most, least] =
      few === this.others ? ['UTF-8', 'Windows-1252'] : ['Windows-1252', 'UTF-8'];
    return {
      reason: `it is neither UTF-8 nor Windows-1252 throughout: most of it is ${most}, and ${least} on ${few.named()}: save it anew in UTF-8`,
      line: few.first,
    };
  }

  private judge(bytes: Buffer): void {
    if (isAscii(bytes)) return;
    if (isUtf8(bytes)) {
      this.utf8.add(this.line);
      return;
    }
    this.others.add(this.line);
    if (this.undefinedOn === undefined && bytes.some((it) => UNDEFINED.includes(it)))
      this.undefinedOn = this.line;
  }
}

/** How many lines there are of a kind, and the first few. */
class Lines {
  count = 0;
  private readonly some: number[] = [];

  add(line: number): void {
    this.count += 1;
    if (this.some.length < NAMED) this.some.push(line);
  }

  get first(): number {
    return this.some[0] ?? 1;
  }

  named(): string {
    const more = this.count > NAMED ? ` and ${this.count - NAMED} more` : '';
    return `${this.count === 1 ? 'line' : 'lines'} ${this.some.join(', ')}${more}`;
  }
}
