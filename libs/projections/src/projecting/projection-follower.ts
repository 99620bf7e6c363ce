import type pg from 'pg';
import type { AnyProjection, EventStore, Position, Recorded } from '#eventing';
import { NotReady } from '#read-model';
import { TAG_INDEX } from '../following/tag-index.js';
import { Batches } from './batches.js';
import { Checkpoints } from '../following/checkpoints.js';
import { handles, type RowData, typesOf } from '../folding/fold.js';
import type { RowBudget } from '../folding/row-budget.js';
import { cutOver, type CutOverOutcome } from '../cutover/cut-over.js';
import type { Lease } from '../following/lease.js';
import { isOrder, type Order, ORDERS } from '../operators/orders.js';
import { reasonOf, releaseOf } from '../operators/parked.js';
import { readTableOf } from '../tables/read-table.js';
import { beginning, cancelling, noteBegun } from '../cutover/rebuild-notes.js';
import { retried, stillWaiting } from '../operators/retry.js';
import { writesOf } from '../tables/rows.js';
import { Sessions } from './session.js';
import { isDataError } from '../tables/unstorable.js';
import type { Work } from '../following/work.js';

/**
 * A projection as work: events are folded in batches, and what operators ask about it is done where the log says so.
 */
export class ProjectionWork implements Work {
  readonly kind: Work['kind'] = 'projection';
  readonly name: string;
  readonly version: number;
  readonly types: ReadonlySet<string>;
  private readonly sessions: Sessions;
  private readonly batches: Batches;

  constructor(
    protected readonly pool: pg.Pool,
    protected readonly store: EventStore,
    protected readonly projection: AnyProjection,
    rows: RowBudget,
    /** What operators and discards know it as. */
    protected readonly base = projection,
  ) {
    this.name = projection.name;
    this.version = projection.version;
    this.types = new Set([...typesOf(projection), ...ORDERS]);
    this.sessions = new Sessions(pool, store, projection, base);
    const concerns = (event: Recorded) => this.concerns(event);
    const { sessions } = this;
    const share = rows.share();
    this.batches = new Batches({
      pool,
      sessions,
      projection,
      baseName: base.name,
      concerns,
      share,
    });
  }

  /** How many keys wait here, as far as this process knows. */
  get parkedKeys(): number {
    return this.sessions.parkedKeys;
  }

  get reached(): Position | undefined {
    return this.batches.reached;
  }

  concerns(event: Recorded): boolean {
    return handles(this.projection, event) || isOrder(event, this.base.name);
  }

  async begin(lease: Lease): Promise<void> {
    this.batches.forget();
    await noteBegun(this.pool, this.base.name, lease);
    await this.sessions.of(lease);
  }

  async apply(
    lease: Lease,
    events: readonly Recorded[],
    to: Position,
    _?: AbortSignal,
    more = false,
  ): Promise<void> {
    let begun = 0;
    for (const [at, event] of events.entries()) {
      if (!isOrder(event, this.base.name)) continue;
      const before = events.slice(begun, at);
      const last = before.at(-1)?.position ?? this.reached;
      if (last) await this.batches.take(lease, before, last);
      await this.obey(lease, event);
      begun = at + 1;
    }
    if (begun === 0 || lease.position < to)
      await this.batches.take(lease, events.slice(begun), to, more);
  }

  cutOver(lease: Lease): Promise<CutOverOutcome> {
    const { pool, store, base, projection } = this;
    const apply = (events: readonly Recorded[], to: Position) => this.apply(lease, events, to);
    return cutOver({ pool, store, base, built: projection, lease, apply });
  }

  /** Does what an operator asks. */
  protected async obey(lease: Lease, order: Order): Promise<void> {
    this.batches.forget();
    switch (order.type) {
      case 'ParkedEventsRetried':
        return this.retry(lease, order, order.data.key, order.data.upTo as Position | undefined);
      case 'ParkedEventDiscarded': {
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
    // a row is folded anew from the events about it: they must all be found
    if (!(await new Checkpoints(pool).waitFor(TAG_INDEX, at, 1_000)))
      throw new NotReady('the index of the past');
    const place = { pool, store, projection, follower: { name, version }, parked, at };
    const done = await retried(place, key, upTo ?? at);
    const rows = done.keys.map((it) => done.rows.get(it)).filter((it): it is RowData => !!it);
    const gone = done.keys.filter((it) => !done.rows.has(it));
    const first = done.waiting.find((it) => it.key === key)?.event.position;
    if (done.madePublic) await this.batches.notePublic();
    try {
      await this.batches.commit(lease, at, done.waiting, [
        ...writesOf(readTableOf(this.projection), rows, gone),
        releaseOf(this, key, first),
      ]);
    } catch (error) {
      if (!isDataError(error)) throw error;
      await this.batches.commit(lease, at, await stillWaiting(place, key, reasonOf(error)), []);
    }
    await this.sessions.again(lease);
  }
}
