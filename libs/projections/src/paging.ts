import { BadCursor, type Page } from '#read-model';

const MARK = 'k:';

/** The cursor that continues after a key. */
export const cursorAfter = (key: string): string => Buffer.from(MARK + key).toString('base64url');

/** The key a cursor continues after; '' for the first page. Throws `BadCursor`. */
export function keyOf(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith(MARK) || text.includes('\0')) throw new BadCursor();
  return text.slice(MARK.length);
}

/** A page of at most `limit` of the rows, of which one more was read when there is more. */
export function pageOf<R extends { key: string }>(rows: readonly R[], limit: number): Page<R> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return rows.length > limit && last
    ? { rows: shown, next: cursorAfter(last.key) }
    : { rows: shown };
}
