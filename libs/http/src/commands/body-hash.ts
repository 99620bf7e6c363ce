import { createHmac } from 'node:crypto';

/**
 * The same value as text whatever the order of its fields. Bodies come here checked: plain JSON, and not deep.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Record<string, unknown>;
  const parts = Object.keys(fields)
    .sort()
    .map((it) => `${JSON.stringify(it)}:${canonical(fields[it])}`);
  return `{${parts.join(',')}}`;
}

/** Keyed hashes of bodies: the log holds them, and without the secret nobody can guess words from them. */
export class BodyHashes {
  constructor(private readonly secret: string | Buffer) {}

  /**
   * HMAC-SHA-256 of a body, in hexadecimal. With a salt it can be guessed from by nobody who does not have both;
   * once the salt is erased, by nobody.
   */
  of(body: unknown, salt?: Buffer): string {
    const hash = createHmac('sha256', this.secret);
    if (salt) hash.update(salt);
    return hash.update(canonical(body)).digest('hex');
  }
}
