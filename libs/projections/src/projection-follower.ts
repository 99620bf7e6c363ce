import type pg from 'pg';
import { type EventStore, ORIGIN, type Position, type Recorded } from '#eventing';
import { ABOUT_INDEX } from './about-index.js';
import { Checkpoints } from './checkpoints.js';
import { type AnyProjection, handles, type RowData } from './fold.js';
import { foldAround, keysOrError } from './fold-around.js';
import { goLive, type Went } from './go-live.js';
import { HotRows } from './hot-rows.js';
import type { Lease, Write } from './lease.js';
import { NotReady } from './moments.js';
import { isOrder, type Order } from './orders.js';
import { parkingOf, reasonOf, releaseOf, type Waiting } from './parked.js';
import { readTableOf } from './read-table.js';
import { beginning, cancelling, noteBegun } from './rebuild-notes.js';
import { retried, stillWaiting } from './retry.js';
import { loadRows, writesOf } from './rows.js';
import { Sessions } from './session.js';
import { isDataError, unstorable } from './unstorable.js';
import type { Work } from './work.js';

/** Batches of so many facts are those of a replay: only then are rows kept from one to the next. */
const REPLAY_BATCH = 1_000;
/** Characters of rows that one projection keeps in memory while it replays. */
const ROOM = 8_000_000;

/**
 * A projection as work: each batch loads the rows it touches, folds in memory and writes them set-wise. What cannot be
 * folded is parked with the checkpoint, and what operators ask about it is done where the log says so. In a
 * replay rows stay in memory from batch to batch, since only the owner of the lease writes them.
 */
export class ProjectionWork implements Work {
  readonly kind: Work['kind'] = 'projection';
  readonly name: string;
  readonly version: number;
  private readonly sessions: Sessions;
  private publicKnown = false;
  /** What is kept while one lease replays. */
  private replaying: { readonly lease: Lease; readonly rows: HotRows } | undefined;

  constructor(
    protected readonly pool: pg.Pool,
    protected readonly store: EventStore,
    protected readonly projection: AnyProjection,
    /** What operators and discards know it as. */
    protected readonly base = projection,
  ) {
    this.name = projection.name;
    this.version = projection.version;
    this.sessions = new Sessions(pool, store, projection, base);
  }

  /** How many keys wait here, as far as this process knows. */
  get parkedKeys(): number {
    return this.sessions.parkedKeys;
  }

  concerns(fact: Recorded): boolean {
    return handles(this.projection, fact) || isOrder(fact, this.base.name);
  }

  async begin(lease: Lease): Promise<void> {
    await noteBegun(this.pool, this.base.name, lease);
    await this.sessions.of(lease);
  }

  async apply(lease: Lease, facts: readonly Recorded[], to: Position): Promise<void> {
    let begun = 0;
    for (const [at, fact] of facts.entries()) {
      if (!isOrder(fact, this.base.name)) continue;
      const before = facts.slice(begun, at);
      const last = before.at(-1);
      if (last) await this.take(lease, before, last.position);
      await this.obey(lease, fact);
      begun = at + 1;
    }
    if (begun === 0 || lease.position < to) await this.take(lease, facts.slice(begun), to);
  }

  goLive(lease: Lease): Promise<Went> {
    const { pool, store, base, projection } = this;
    const apply = (facts: readonly Recorded[], to: Position) => this.apply(lease, facts, to);
    return goLive({ pool, store, base, built: projection, lease, apply });
  }

  /** Applies a batch; where the database refuses what it makes, in halves, until the culprit is found. */
  private async take(lease: Lease, facts: readonly Recorded[], to: Position): Promise<void> {
    try {
      await this.fold(lease, facts, to, new Map());
    } catch (error) {
      if (!isDataError(error)) throw error;
      const [one, ...more] = facts.filter((it) => this.concerns(it));
      if (!one) throw error;
      if (more.length === 0) {
        const { projection } = await this.sessions.of(lease);
        await this.fold(lease, facts, to, await unstorable(this.pool, projection, one));
        return;
      }
      const half = facts.length >> 1;
      const first = facts.slice(0, half);
      await this.take(lease, first, first.at(-1)?.position ?? lease.position);
      await this.take(lease, facts.slice(half), to);
    }
  }

  private async fold(
    lease: Lease,
    facts: readonly Recorded[],
    to: Position,
    refused: ReadonlyMap<string, string>,
  ): Promise<void> {
    const { projection, parked } = await this.sessions.of(lease);
    const table = readTableOf(this.projection);
    const concerned = facts.filter((it) => this.concerns(it));
    const blocked = new Map(parked);
    for (const key of refused.keys()) if (!blocked.has(key)) blocked.set(key, lease.position);
    const rows = this.rowsOf(lease);
    // until the batch is committed nobody knows whether they are right
    this.replaying = undefined;
    // read before the batch commits: only the owner of the lease writes these rows, and the epoch is checked then
    const { folded, kept, gone } = await rows.fold(
      () => concerned.flatMap((it) => keysOrError(projection, it).keys),
      (known) => foldAround(projection, table, known, concerned, blocked),
    );
    const waiting = folded.waiting.map((it) => ({
      ...it,
      error: it.error ?? (parked.has(it.key) ? null : (refused.get(it.key) ?? null)),
    }));
    if (folded.madePublic && !this.publicKnown) await this.notePublic();
    await this.commit(lease, to, waiting, writesOf(table, kept, gone));
    if (facts.length >= REPLAY_BATCH) this.replaying = { lease, rows };
  }

  /** Does what an operator asks. */
  protected async obey(lease: Lease, order: Order): Promise<void> {
    this.replaying = undefined;
    switch (order.type) {
      case 'ParkedFactsRetried':
        return this.retry(lease, order, order.data.key, order.data.upTo as Position | undefined);
      case 'ParkedFactDiscarded': {
        await this.sessions.again(lease);
        return this.retry(lease, order, order.data.key);
      }
      case 'RebuildRequested':
        return lease.advanceBy(order.position, beginning(this, order, order.data.afresh));
      case 'RebuildCancelled':
        return lease.advanceBy(order.position, [cancelling(this)]);
    }
  }

  private async retry(lease: Lease, order: Order, key: string, upTo?: Position): Promise<void> {
    const { pool, store, name, version } = this;
    const { projection, parked } = await this.sessions.of(lease);
    const at = order.position;
    // a row is folded anew from the facts about it: they must all be found
    if (!(await new Checkpoints(pool).waitFor(ABOUT_INDEX, at, 1_000)))
      throw new NotReady('the index of the past');
    const place = { pool, store, projection, follower: { name, version }, parked, at };
    const done = await retried(place, key, upTo ?? at);
    const rows = done.keys.map((it) => done.rows.get(it)).filter((it): it is RowData => !!it);
    const gone = done.keys.filter((it) => !done.rows.has(it));
    const first = done.waiting.find((it) => it.key === key)?.fact.position;
    if (done.madePublic && !this.publicKnown) await this.notePublic();
    try {
      await this.commit(lease, at, done.waiting, [
        ...writesOf(readTableOf(this.projection), rows, gone),
        releaseOf(this, key, first),
      ]);
    } catch (error) {
      if (!isDataError(error)) throw error;
      await this.commit(lease, at, await stillWaiting(place, key, reasonOf(error)), []);
    }
    await this.sessions.again(lease);
  }

  private async commit(
    lease: Lease,
    to: Position,
    waiting: readonly Waiting[],
    writes: readonly Write[],
  ): Promise<void> {
    await lease.advanceBy(to, [...writes, ...parkingOf(this, waiting)]);
    this.sessions.park(lease, waiting);
  }

  private rowsOf(lease: Lease): HotRows {
    if (this.replaying?.lease === lease) return this.replaying.rows;
    const table = readTableOf(this.projection);
    // before the first fact the table is empty
    const whole = lease.position === ORIGIN;
    return new HotRows(table, (keys) => loadRows(this.pool, table, keys), ROOM, whole);
  }

  /** Before the first public row is there, so that no past answer leaves it out. */
  private async notePublic(): Promise<void> {
    await this.pool.query('update house.followers set public_rows = true where name = $1', [
      this.base.name,
    ]);
    this.publicKnown = true;
  }
}
