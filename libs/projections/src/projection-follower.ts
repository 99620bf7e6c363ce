import type pg from 'pg';
import type { Position, Recorded } from '#eventing';
import { type AnyProjection, foldInto, handles, keysOf, type RowData } from './fold.js';
import type { Work } from './work.js';
import { goLive } from './go-live.js';
import type { Lease } from './lease.js';
import { readTableOf } from './read-table.js';
import { loadRows, writesOf } from './rows.js';

/** A projection as work: each batch loads the rows it touches, folds in memory and writes them set-wise. */
export class ProjectionWork implements Work {
  readonly kind = 'projection';
  readonly name: string;
  readonly version: number;
  private publicKnown = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly projection: AnyProjection,
  ) {
    this.name = projection.name;
    this.version = projection.version;
  }

  concerns(fact: Recorded): boolean {
    return handles(this.projection, fact);
  }

  async apply(lease: Lease, facts: readonly Recorded[], to: Position): Promise<void> {
    const { projection } = this;
    const table = readTableOf(projection);
    const concerned = facts.filter((it) => this.concerns(it));
    const keys = [...new Set(concerned.flatMap((it) => keysOf(projection, it)))];
    // read before the batch commits: only the owner of the lease writes these rows, and the epoch is checked then
    const rows = await loadRows(this.pool, table, keys);
    const folded = foldInto(projection, table, rows, concerned);
    const changed = [...folded.changed];
    const kept = changed.map((key) => rows.get(key)).filter((it): it is RowData => !!it);
    const gone = changed.filter((key) => !rows.has(key));
    if (folded.madePublic && !this.publicKnown) await this.notePublic();
    await lease.advanceBy(to, writesOf(table, kept, gone));
  }

  /** Before the first public row is there, so that no past answer leaves it out. */
  private async notePublic(): Promise<void> {
    await this.pool.query(
      'update house.followers set public_rows = true where name = $1 and version = $2',
      [this.name, this.version],
    );
    this.publicKnown = true;
  }

  goLive(lease: Lease): Promise<boolean> {
    return goLive(this.pool, this.projection, lease);
  }
}
