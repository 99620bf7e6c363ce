import type { Folded, RowData } from './fold.js';
import type { RowShare } from './row-budget.js';
import type { ReadTable } from '../tables/read-table.js';

/** Finds rows of a table by their keys. */
export type LoadRows = (keys: readonly string[]) => Promise<Map<string, RowData>>;

/** What folds have made of kept rows: rows to write, and the keys of those to take away. */
export interface Changes {
  readonly kept: readonly RowData[];
  readonly gone: readonly string[];
}

/** What a cell weighs beside its text. */
const CELL = 16;
/** So many rows are weighed, of those that changed. */
const SAMPLE = 10;

/**
 * The rows of one table as they are folded, kept from batch to batch so that a hot row is read and written once for many.
 * Nobody else may write the table meanwhile: forget it when a write fails or the lease is gone. What it keeps
 * is bounded by its share of the room that all have, counted in characters.
 */
export class RowCache {
  private rows = new Map<string, RowData>();
  private changed = new Set<string>();
  /** How much a row weighs, as the last ones did on the mean. */
  private weight = 0;

  constructor(
    private readonly table: ReadTable,
    private readonly load: LoadRows,
    private readonly share: RowShare,
    /** Whether every row of the table is kept here, so that none needs to be looked for. */
    private whole: boolean,
  ) {}

  /** Whether what changed should be written before more is folded. */
  get full(): boolean {
    return this.rows.size > this.most;
  }

  /** Folds into the rows of these keys. */
  async fold<F extends Folded>(
    keys: () => Iterable<string>,
    by: (rows: Map<string, RowData>) => F,
  ): Promise<F> {
    if (!this.whole) await this.fetch(keys());
    const folded = by(this.rows);
    for (const key of folded.changed) this.changed.add(key);
    this.weigh(folded.changed);
    this.share.hold(this.rows.size * this.weight);
    return folded;
  }

  /** What changed since it was taken last. It must be written before rows that are not kept are loaded again. */
  take(): Changes {
    const kept: RowData[] = [];
    const gone: string[] = [];
    for (const key of this.changed) {
      const row = this.rows.get(key);
      if (row) kept.push(row);
      else gone.push(key);
    }
    this.changed = new Set();
    this.letGo(kept);
    this.share.hold(this.rows.size * this.weight);
    return { kept, gone };
  }

  private get most(): number {
    return Math.max(1, Math.floor(this.share.room / this.weight));
  }

  /** Loads the rows that are not kept; one that was taken away is still there for who asks, until that is written. */
  private async fetch(keys: Iterable<string>): Promise<void> {
    const missing = new Set<string>();
    for (const key of keys) if (!this.rows.has(key) && !this.changed.has(key)) missing.add(key);
    if (missing.size === 0) return;
    for (const [key, row] of await this.load([...missing])) this.rows.set(key, row);
  }

  /** Keeps, unless all that is there is little, only what changed lately, and of that no more than half of the room. */
  private letGo(changed: readonly RowData[]): void {
    if (this.rows.size <= this.most / 4) return;
    const hot = changed.slice(-Math.ceil(this.most / 2));
    if (hot.length === this.rows.size) return;
    this.rows = new Map(hot.map((it) => [it.key, it]));
    this.whole = false;
  }

  /** The mean weight of some of the rows that changed, evenly taken. */
  private weigh(changed: ReadonlySet<string>): void {
    const every = Math.max(1, Math.floor(changed.size / SAMPLE));
    let sum = 0;
    let count = 0;
    let at = 0;
    for (const key of changed) {
      const row = at++ % every === 0 ? this.rows.get(key) : undefined;
      if (!row) continue;
      sum += JSON.stringify(row).length + this.table.columns.length * CELL;
      count++;
    }
    if (count > 0) this.weight = sum / count;
  }
}
