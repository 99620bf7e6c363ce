/** The encodings of the published files; plain ASCII counts as UTF-8. */
export type Encoding = 'utf-8' | 'windows-1252';

/**
 * Tells the encoding of a file from all of its bytes, chunk by chunk: UTF-8 when every byte of it is, else
 * Windows-1252, which has no wrong bytes.
 */
export class EncodingCheck {
  private readonly strict = new TextDecoder('utf-8', { fatal: true });
  private valid = true;

  /** Takes the next bytes. */
  take(chunk?: Uint8Array): void {
    if (!this.valid) return;
    try {
      this.strict.decode(chunk, { stream: chunk !== undefined });
    } catch {
      this.valid = false;
    }
  }

  /** The encoding, once every byte was taken. */
  end(): Encoding {
    this.take();
    return this.valid ? 'utf-8' : 'windows-1252';
  }
}
