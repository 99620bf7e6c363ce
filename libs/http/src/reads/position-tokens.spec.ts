import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ORIGIN, type Position } from '#eventing';
import { PositionTokens } from './position-tokens.js';

const tokens = new PositionTokens('ab12cd34-0000-7000-8000-000000000000');
const other = new PositionTokens('ffffffff-0000-7000-8000-000000000000');
const position = fc
  .bigInt(1n, 2n ** 63n - 1n)
  .map((it) => String(it).padStart(20, '0') as Position);

it('are read back as they were, by their own log only', () => {
  fc.assert(
    fc.property(position, (it) => {
      expect(tokens.read(tokens.of(it))).toBe(it);
      expect(other.read(tokens.of(it))).toBe('another-log');
    }),
  );
  expect(tokens.read(tokens.of(ORIGIN))).toBe(ORIGIN);
});

it('sort as the log does', () => {
  fc.assert(
    fc.property(position, position, (one, two) => {
      expect(tokens.of(one) < tokens.of(two)).toBe(one < two);
      expect(tokens.of(ORIGIN) < tokens.of(one)).toBe(true);
    }),
  );
});

it('are nothing else', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((it) => `ab12cd34.${it}`),
      ),
      (text) => {
        const read = tokens.read(text);
        if (read !== 'malformed' && read !== 'another-log') expect(tokens.of(read)).toBe(text);
      },
    ),
  );
});
