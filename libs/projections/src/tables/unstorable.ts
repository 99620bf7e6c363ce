import type pg from 'pg';
import type { AnyProjection, Recorded } from '#eventing';
import { Folding, type RowData } from '../folding/fold.js';
import { keysOrError } from '../folding/fold-around.js';
import { reasonOf } from '../operators/parked.js';
import { readTableOf } from './read-table.js';
import { loadRows, tryRow } from './rows.js';

/** Whether the database refused what it was given, rather than to work at all. */
export const isDataError = (error: unknown): boolean =>
  /^(22|23|54)/.test((error as { code?: string }).code ?? '');

/** The rows of one event that the database refuses to keep, and why: each is tried by itself, and taken back. */
export async function unstorable(
  pool: pg.Pool,
  projection: AnyProjection,
  event: Recorded,
): Promise<ReadonlyMap<string, string>> {
  const table = readTableOf(projection);
  const refused = new Map<string, string>();
  for (const key of keysOrError(projection, event).keys) {
    try {
      const rows: Map<string, RowData> = await loadRows(pool, table, [key]);
      new Folding(projection, table, rows).step(event, key);
      await tryRow(pool, table, rows.get(key));
    } catch (error) {
      if (isDataError(error)) refused.set(key, reasonOf(error));
    }
  }
  return refused;
}
