import { createHmac } from 'node:crypto';
import { canonical } from '#eventing';

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
