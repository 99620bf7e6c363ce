import type pg from 'pg';
import { ORIGIN, type Position } from '#eventing';
import type { RowShare } from '../folding/row-budget.js';
import { RowCache } from '../folding/row-cache.js';
import type { Lease } from '../following/lease.js';
import type { ReadTable } from '../tables/read-table.js';
import { loadRows } from '../tables/rows.js';

/** What a leader that is far behind has folded since it wrote last: a hot row is written once for many batches. */
export class Stride {
  /** Up to where it has folded what is not written yet. */
  reached: Position | undefined;
  private began = performance.now();

  private constructor(
    readonly lease: Lease,
    readonly rows: RowCache,
  ) {}

  /** The first one under a lease. */
  static under(lease: Lease, pool: pg.Pool, table: ReadTable, share: RowShare): Stride {
    // before the first event the table is empty
    const whole = lease.position === ORIGIN;
    const load = (keys: readonly string[]) => loadRows(pool, table, keys);
    return new Stride(lease, new RowCache(table, load, share, whole));
  }

  /** Whether it must be written now: there is no room left, or the lease must be renewed before long. */
  get isOver(): boolean {
    return this.rows.full || performance.now() - this.began > this.lease.ttlMs / 3;
  }

  /** The next one, with the rows of this one, which were written. */
  next(): Stride {
    return new Stride(this.lease, this.rows);
  }
}
