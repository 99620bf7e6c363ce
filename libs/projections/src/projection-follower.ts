import type pg from 'pg';
import type { Position, Recorded } from '#eventing';
import { type AnyProjection, foldInto, handles, keysOf, type RowData } from './fold.js';
import type { Work } from './work.js';
import { goLive } from './go-live.js';
import type { Lease } from './lease.js';
import { readTableOf } from './read-table.js';
import { loadRows, writeRows } from './rows.js';

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
    let seenPublic = false;
    await lease.advance(to, async (client) => {
      const rows = await loadRows(client, table, keys);
      const folded = foldInto(projection, table, rows, concerned);
      const changed = [...folded.changed];
      const kept = changed.map((key) => rows.get(key)).filter((it): it is RowData => !!it);
      const gone = changed.filter((key) => !rows.has(key));
      await writeRows(client, table, kept, gone);
      seenPublic = folded.madePublic;
      if (seenPublic && !this.publicKnown)
        await client.query(
          'update house.followers set public_rows = true where name = $1 and version = $2',
          [this.name, this.version],
        );
    });
    this.publicKnown ||= seenPublic;
  }

  goLive(lease: Lease): Promise<boolean> {
    return goLive(this.pool, this.projection, lease);
  }
}
