import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { EncodingCheck } from './encoding.js';

/** The encoding of bytes that come in pieces of a few. */
function encodingOf(bytes: Uint8Array, piece = 1): string {
  const check = new EncodingCheck();
  for (let at = 0; at < bytes.length; at += piece) check.take(bytes.subarray(at, at + piece));
  return check.end();
}

describe('the encoding of a file', () => {
  it('is UTF-8 when every byte of it is, however the bytes come', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 9 }),
        (text, piece) => {
          expect(encodingOf(Buffer.from(text), piece)).toBe('utf-8');
        },
      ),
    ));
  it.each(['St John’s', 'École', 'nº 5 – 6'])('is Windows-1252 for its bytes of %s', (text) =>
    expect(encodingOf(iconv.encode(text, 'win1252'))).toBe('windows-1252'),
  );
  it('is not UTF-8 when the last character is cut', () =>
    expect(encodingOf(Buffer.from('é').subarray(0, 1))).toBe('windows-1252'));
});
