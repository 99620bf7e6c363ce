import type { Folded, RowData } from './fold.js';
import type { ReadTable } from './read-table.js';

/** Finds rows of a table by their keys. */
export type LoadRows = (keys: readonly string[]) => Promise<Map<string, RowData>>;

/** What a fold over kept rows has made: rows to write, and the keys of those to take away. */
export interface Batch<F extends Folded> {
  readonly folded: F;
  readonly kept: readonly RowData[];
  readonly gone: readonly string[];
}

/** What a cell weighs beside its text. */
const CELL = 16;

/**
 * The rows of one table as they are folded, kept from batch to batch so that a hot row is read once. Nobody else may
 * write the table meanwhile: forget it when a write fails or the lease is gone. `room` bounds what it keeps, counted
 * in characters.
 */
export class HotRows {
  private rows = new Map<string, RowData>();
  /** How much a row weighs, as the last ones did on the mean. */
  private weight = 0;

  constructor(
    private readonly table: ReadTable,
    private readonly load: LoadRows,
    private readonly room: number,
    /** Whether every row of the table is kept here, so that none needs to be looked for. */
    private whole: boolean,
  ) {}

  /** Folds into the rows of these keys. What changed must be written before the next fold is. */
  async fold<F extends Folded>(
    keys: () => Iterable<string>,
    by: (rows: Map<string, RowData>) => F,
  ): Promise<Batch<F>> {
    if (!this.whole) await this.fetch(keys());
    const folded = by(this.rows);
    const kept: RowData[] = [];
    const gone: string[] = [];
    for (const key of folded.changed) {
      const row = this.rows.get(key);
      if (row) kept.push(row);
      else gone.push(key);
    }
    this.letGo(kept);
    return { folded, kept, gone };
  }

  /** Loads the rows that are not kept. */
  private async fetch(keys: Iterable<string>): Promise<void> {
    const missing = new Set<string>();
    for (const key of keys) if (!this.rows.has(key)) missing.add(key);
    if (missing.size === 0) return;
    for (const [key, row] of await this.load([...missing])) this.rows.set(key, row);
  }

  /** Keeps what there is room for, the rows that changed last above all. */
  private letGo(changed: readonly RowData[]): void {
    if (changed.length === 0) return;
    this.weight = weightOf(changed, this.table);
    const most = Math.max(1, Math.floor(this.room / this.weight));
    if (this.rows.size <= most) return;
    for (const row of changed) {
      this.rows.delete(row.key);
      this.rows.set(row.key, row);
    }
    for (const key of this.rows.keys()) {
      if (this.rows.size <= most) break;
      this.rows.delete(key);
    }
    this.whole = false;
  }
}

const SAMPLE = 50;

/** The mean weight of some of the rows, evenly taken. */
function weightOf(rows: readonly RowData[], table: ReadTable): number {
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  let sum = 0;
  let count = 0;
  for (let at = 0; at < rows.length; at += step) {
    sum += JSON.stringify(rows[at]).length + table.columns.length * CELL;
    count++;
  }
  return sum / count;
}
