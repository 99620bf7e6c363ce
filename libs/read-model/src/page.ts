import { cursorAfter, type Order } from './order.js';

/** One page of rows in their order; `next` continues it and is stable under inserts. */
export interface Page<R> {
  readonly rows: readonly R[];
  readonly next?: string;
  /** How many rows there are on all pages together, when that was asked. */
  readonly count?: number;
}

/** A page of at most `limit` rows in their order, of which one more was read when there is more. */
export function pageOf<R extends object>(rows: readonly R[], limit: number, order: Order): Page<R> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return rows.length > limit && last
    ? { rows: shown, next: cursorAfter(order, last) }
    : { rows: shown };
}
