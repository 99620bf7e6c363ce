import { expect, it } from '@jest/globals';
import type { RowData } from './fold.js';
import { RowCache } from './row-cache.js';

const stored = { key: 'visit:a', scope: [] } as unknown as RowData;
const table = { columns: [] } as never;
const share = { room: 1_000, hold: () => undefined } as never;

it('a row that was taken away and not written yet does not come back when it is asked for again', async () => {
  const rows = new RowCache(
    table,
    () => Promise.resolve(new Map([[stored.key, stored]])),
    share,
    false,
  );
  const changed = new Set([stored.key]);
  const none = { changed: new Set<string>(), madePublic: false };
  await rows.fold(
    () => [stored.key],
    (its) => {
      its.delete(stored.key);
      return { changed, madePublic: false };
    },
  );
  const found = await rows.fold(
    () => [stored.key],
    (its) => ({ ...none, there: its.has(stored.key) }),
  );
  expect(found.there).toBe(false);
  expect(rows.take()).toEqual({ kept: [], gone: [stored.key] });
  // written by now: what the table says is so
  const again = await rows.fold(
    () => [stored.key],
    (its) => ({ ...none, there: its.has(stored.key) }),
  );
  expect(again.there).toBe(true);
});
