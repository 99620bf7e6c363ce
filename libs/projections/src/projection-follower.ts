import type pg from 'pg';
import { ORIGIN, type Position, type Recorded } from '#eventing';
import { type AnyProjection, handles } from './fold.js';
import type { Work } from './work.js';
import { goLive } from './go-live.js';
import { HotRows } from './hot-rows.js';
import type { Lease } from './lease.js';
import { readTableOf } from './read-table.js';
import { loadRows, writesOf } from './rows.js';

/** Batches of so many facts are those of a replay: only then are rows kept from one to the next. */
const REPLAY_BATCH = 1_000;
/** Characters of rows that one projection keeps in memory while it replays. */
const ROOM = 8_000_000;

/**
 * A projection as work: each batch loads the rows it touches, folds in memory and writes them set-wise. In a replay
 * rows stay in memory from batch to batch, since only the owner of the lease writes them.
 */
export class ProjectionWork implements Work {
  readonly kind = 'projection';
  readonly name: string;
  readonly version: number;
  private publicKnown = false;
  /** What is kept while one lease replays. */
  private replaying: { readonly lease: Lease; readonly rows: HotRows } | undefined;

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
    const rows = this.rowsOf(lease);
    // until the batch is committed nobody knows whether they are right
    this.replaying = undefined;
    // read before the batch commits: only the owner of the lease writes these rows, and the epoch is checked then
    const { kept, gone, madePublic } = await rows.fold(facts);
    if (madePublic && !this.publicKnown) await this.notePublic();
    await lease.advanceBy(to, writesOf(readTableOf(this.projection), kept, gone));
    if (facts.length >= REPLAY_BATCH) this.replaying = { lease, rows };
  }

  private rowsOf(lease: Lease): HotRows {
    if (this.replaying?.lease === lease) return this.replaying.rows;
    const table = readTableOf(this.projection);
    // before the first fact the table is empty
    const whole = lease.position === ORIGIN;
    const load = (keys: readonly string[]) => loadRows(this.pool, table, keys);
    return new HotRows(this.projection, table, load, ROOM, whole);
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
