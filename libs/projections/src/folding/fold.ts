import { type AnyProjection, identityOf, type Recorded, type Row } from '#eventing';
import { FoldError } from '#read-model';
import type { ReadTable } from '../tables/read-table.js';

/** A row as it is folded, stored and answered: plain JSON, every column present. */
export type RowData = Row & Record<string, unknown>;

type AnyApply = (row: RowData | undefined, event: Recorded, key: string) => RowData | undefined;

/** The types of event a projection folds. */
export const typesOf = (projection: AnyProjection): string[] => Object.keys(projection.on);

/** Whether a projection folds this event at all. */
export const handles = (projection: AnyProjection, event: Recorded): boolean =>
  Object.hasOwn(projection.on, event.type);

/** The keys of the rows an event touches, each once. */
export function keysOf(projection: AnyProjection, event: Recorded): readonly string[] {
  try {
    const keys = projection.key(event);
    return typeof keys === 'string' ? [keys] : [...new Set(keys)];
  } catch (error) {
    throw new FoldError(projection, event, error);
  }
}

/**
 * What one event makes of one row: the only fold there is, for live rows, past rows, provenance and proof. A row
 * is changed only by events that name the identity its key begins with, since past rows are folded from those.
 */
export function applied(
  projection: AnyProjection,
  table: ReadTable,
  row: RowData | undefined,
  event: Recorded,
  key: string,
): RowData | undefined {
  const apply = (projection.on as Record<string, AnyApply>)[event.type];
  if (!apply) return row;
  let next: RowData | undefined;
  try {
    next = apply(row, event, key);
    if (next !== row && !event.tags.includes(identityOf(key)))
      throw new Error(`it changes the row ${key} but is not about ${identityOf(key)}`);
    if (next && next.key !== key) throw new Error(`it gives the row ${key} the key ${next.key}`);
  } catch (error) {
    throw new FoldError(projection, event, error);
  }
  return next === row ? row : next && complete(table, next);
}

/** Exactly the declared columns; what is absent is null, as it is once stored. Frozen: a fold never edits a row. */
function complete(table: ReadTable, row: RowData): RowData {
  const whole: Record<string, unknown> = {};
  for (const { property } of table.columns) whole[property] = row[property] ?? null;
  return Object.freeze(whole) as RowData;
}

/** What a fold over many rows changed. */
export interface Folded {
  readonly changed: ReadonlySet<string>;
  /** Whether it made a row that everyone may see. */
  readonly madePublic: boolean;
}

/** A fold under way over many rows, which it changes in place. */
export class Folding implements Folded {
  readonly changed = new Set<string>();
  madePublic = false;

  constructor(
    private readonly projection: AnyProjection,
    private readonly table: ReadTable,
    private readonly rows: Map<string, RowData>,
  ) {}

  /** Folds one event into one row. */
  step(event: Recorded, key: string): void {
    const row = this.rows.get(key);
    const next = applied(this.projection, this.table, row, event, key);
    if (next === row) return;
    this.changed.add(key);
    if (next) this.rows.set(key, next);
    else this.rows.delete(key);
    this.madePublic ||= next?.scope.includes('public') ?? false;
  }
}

/** Folds events into `rows` in order; touches only the keys of `only` when it is given. */
export function foldInto(
  projection: AnyProjection,
  table: ReadTable,
  rows: Map<string, RowData>,
  events: Iterable<Recorded>,
  only?: ReadonlySet<string>,
): Folded {
  const folding = new Folding(projection, table, rows);
  for (const event of events) {
    if (!handles(projection, event)) continue;
    for (const key of keysOf(projection, event))
      if (!only || only.has(key)) folding.step(event, key);
  }
  return folding;
}
