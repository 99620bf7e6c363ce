import { createHash } from 'node:crypto';

/** The hash before the first event of any log. */
export const BEGINNING = '0'.repeat(64);

/** How the chain is made, for whoever checks it without us. */
export const ALGORITHM =
  'The hash of a line is the SHA-256, in lower-case hexadecimal, of the hash of the line before it (64 zeros before ' +
  'the first) followed by the bytes of the line after its second comma, without the line feed.';

/** The hash of a text that comes after another of this hash. */
export const linked = (previous: string, text: string | Buffer): string =>
  createHash('sha256').update(previous).update(text).digest('hex');

/** Whether a text can be the hash of a line. */
export const isHash = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
