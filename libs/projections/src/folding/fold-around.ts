import type { AnyProjection, Recorded } from '#eventing';
import { type Folded, Folding, handles, keysOf, type RowData } from './fold.js';
import { type ParkedFrom, reasonOf, waits, type Waiting } from '../operators/parked.js';
import type { ReadTable } from '../tables/read-table.js';

/** What a fold around events that cannot be folded changed, and what has to wait. */
export interface FoldedAround extends Folded {
  readonly waiting: readonly Waiting[];
}

/** The keys of the rows an event touches, or the error with which the projection could not tell. */
export function keysOrError(
  projection: AnyProjection,
  event: Recorded,
): { readonly keys: readonly string[]; readonly error?: string } {
  try {
    return { keys: keysOf(projection, event) };
  } catch (error) {
    return { keys: [], error: reasonOf(error) };
  }
}

/**
 * Folds events into `rows` in order. An event that cannot be folded waits, and so does every later event of its key;
 * where not even its key is known, every later event of its stream. Other keys go on. Touches only the key `only` when it
 * is given.
 */
export function foldAround(
  projection: AnyProjection,
  table: ReadTable,
  rows: Map<string, RowData>,
  events: Iterable<Recorded>,
  parked: ParkedFrom,
  only?: string,
): FoldedAround {
  const from = new Map(parked);
  const folding = new Folding(projection, table, rows);
  const waiting: Waiting[] = [];
  const park = (key: string, event: Recorded, error: string | null): void => {
    if (!from.has(key)) from.set(key, event.position);
    waiting.push({ key, event, error });
  };
  for (const event of events) {
    if (!handles(projection, event)) continue;
    if (waits(from, event.stream, event)) {
      park(event.stream, event, null);
      continue;
    }
    const { keys, error } = keysOrError(projection, event);
    if (error !== undefined) park(event.stream, event, error);
    for (const key of keys) {
      if (only !== undefined && key !== only) continue;
      if (waits(from, key, event)) {
        park(key, event, null);
        continue;
      }
      try {
        folding.step(event, key);
      } catch (failure) {
        park(key, event, reasonOf(failure));
      }
    }
  }
  const { changed, madePublic } = folding;
  return { changed, madePublic, waiting };
}
