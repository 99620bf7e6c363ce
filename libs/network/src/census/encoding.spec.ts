import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { type Encoding, EncodingCheck, type Mixed } from './encoding.adapter.js';

/** The encoding of bytes that come in pieces of a few. */
function encodingOf(bytes: Uint8Array, piece = 1): Encoding | Mixed {
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

  const name = 'Ysgol Gyfun Gŵyr, École';
  const file = (...lines: Buffer[]) =>
    Buffer.concat(lines.flatMap((it) => [it, Buffer.from('\r\n')]));
  const [utf8, other] = [Buffer.from(name), iconv.encode('École', 'win1252')];
  it('is none when one line is in another than all the rest, which is named', () => {
    expect(encodingOf(file(utf8, utf8, other, utf8), 7)).toEqual({
      reason:
        'it is neither UTF-8 nor Windows-1252 throughout: most of it is UTF-8, and Windows-1252 on line 3: save it anew in UTF-8',
      line: 3,
    });
    expect(encodingOf(file(other, other, other, utf8, other, utf8), 3)).toMatchObject({ line: 4 });
  });
  it('is none when a byte is in neither', () =>
    expect(encodingOf(file(other, Buffer.from([0x41, 0x81])))).toMatchObject({ line: 2 }));
  it('is told whatever ends the lines, and wherever they are cut', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(utf8, Buffer.from('plain')), { minLength: 1, maxLength: 9 }),
        fc.constantFrom('\n', '\r', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        (lines, end, piece) => {
          const text = Buffer.concat([...lines, other].flatMap((it) => [it, Buffer.from(end)]));
          const accented = lines.some((it) => it === utf8);
          expect(encodingOf(text, piece)).toEqual(
            accented ? expect.objectContaining({ reason: expect.any(String) }) : 'windows-1252',
          );
          if (accented && lines.filter((it) => it === utf8).length > 1)
            expect(encodingOf(text, piece)).toMatchObject({ line: lines.length + 1 });
        },
      ),
    ));
});
