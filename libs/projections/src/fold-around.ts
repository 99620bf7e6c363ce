import type { Recorded } from '#eventing';
import { type AnyProjection, type Folded, Folding, handles, keysOf, type RowData } from './fold.js';
import { type ParkedFrom, reasonOf, waits, type Waiting } from './parked.js';
import type { ReadTable } from './read-table.js';

/** What a fold around facts that cannot be folded changed, and what has to wait. */
export interface FoldedAround extends Folded {
  readonly waiting: readonly Waiting[];
}

/** The keys of the rows a fact touches, or the error with which the projection could not tell. */
export function keysOrError(
  projection: AnyProjection,
  fact: Recorded,
): { readonly keys: readonly string[]; readonly error?: string } {
  try {
    return { keys: keysOf(projection, fact) };
  } catch (error) {
    return { keys: [], error: reasonOf(error) };
  }
}

/**
 * Folds facts into `rows` in order. A fact that cannot be folded waits, and so does every later fact of its key;
 * where not even its key is known, every later fact of its stream. Other keys go on. Touches only the key `only` when it
 * is given.
 */
export function foldAround(
  projection: AnyProjection,
  table: ReadTable,
  rows: Map<string, RowData>,
  facts: Iterable<Recorded>,
  parked: ParkedFrom,
  only?: string,
): FoldedAround {
  const from = new Map(parked);
  const folding = new Folding(projection, table, rows);
  const waiting: Waiting[] = [];
  const park = (key: string, fact: Recorded, error: string | null): void => {
    if (!from.has(key)) from.set(key, fact.position);
    waiting.push({ key, fact, error });
  };
  for (const fact of facts) {
    if (!handles(projection, fact)) continue;
    if (waits(from, fact.stream, fact)) {
      park(fact.stream, fact, null);
      continue;
    }
    const { keys, error } = keysOrError(projection, fact);
    if (error !== undefined) park(fact.stream, fact, error);
    for (const key of keys) {
      if (only !== undefined && key !== only) continue;
      if (waits(from, key, fact)) {
        park(key, fact, null);
        continue;
      }
      try {
        folding.step(fact, key);
      } catch (failure) {
        park(key, fact, reasonOf(failure));
      }
    }
  }
  const { changed, madePublic } = folding;
  return { changed, madePublic, waiting };
}
