import { expect, it } from '@jest/globals';
import { asKept, idOf, newId } from './ids.js';

it('draws ids that are UUIDs of version 7, in the order of time, and never the same twice', async () => {
  const first = newId();
  await new Promise((resolve) => setTimeout(resolve, 3));
  const ids = Array.from({ length: 2_000 }, newId);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set([first, ...ids]).size).toBe(2_001);
  expect(ids.every((id) => id > first)).toBe(true);
});

it('derives the same id from the same parts, and another from others', () => {
  expect(idOf('a', 1)).toBe(idOf('a', 1));
  expect(idOf('a', 1)).not.toBe(idOf('a1'));
  expect(idOf('a', 1)).not.toBe(idOf('a', '1'));
});

it('keeps ids in lower case, wherever they stand in a text, and nothing else', () => {
  const id = '0198C9A2-7D1E-7C3A-9F55-3F0F5E6B2A11';
  for (const [text, kept] of [
    [id, id.toLowerCase()],
    [`need:${id}`, `need:${id.toLowerCase()}`],
    [`intelligence.need-${id}`, `intelligence.need-${id.toLowerCase()}`],
    [`partnership:${id}|role:Chair`, `partnership:${id.toLowerCase()}|role:Chair`],
    [`X${id}`, `X${id}`],
    [`${id}F`, `${id}F`],
    ['Primary', 'Primary'],
  ] as const)
    expect(asKept(text)).toBe(kept);
});
