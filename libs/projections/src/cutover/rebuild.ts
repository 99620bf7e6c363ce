import type pg from 'pg';
import { type AnyProjection, type EventStore, ORIGIN } from '#eventing';
import type { RowBudget } from '../folding/row-budget.js';
import type { Lease } from '../following/lease.js';
import type { Order } from '../operators/orders.js';
import { ProjectionWork } from '../projecting/projection-follower.js';
import { readTableOf } from '../tables/read-table.js';
import { rebuildName } from './rebuild-notes.js';
import { dropTable, makeTable } from '../tables/table-maker.js';
import type { Work } from '../following/work.js';

const derived = new WeakMap<AnyProjection, AnyProjection>();

/** The projection as it is built anew: the same fold into a table of its own. */
export function rebuildOf(projection: AnyProjection): AnyProjection {
  const known = derived.get(projection);
  if (known) return known;
  const made = { ...projection, name: rebuildName(projection.name) };
  derived.set(projection, made);
  return made;
}

/**
 * A projection built anew while its version stays, under its own lease. It reads events and writes its own table, so
 * nothing else can come of it.
 */
export class RebuildWork extends ProjectionWork {
  override readonly kind: Work['kind'] = 'rebuild';

  constructor(pool: pg.Pool, store: EventStore, projection: AnyProjection, rows: RowBudget) {
    super(pool, store, rebuildOf(projection), rows, projection);
  }

  /** Makes the table when there is nothing to resume. */
  override async begin(lease: Lease): Promise<void> {
    const { projection } = this;
    if (lease.position === ORIGIN)
      await lease.advance(ORIGIN, async (client) => {
        await dropTable(client, readTableOf(projection).name);
        await client.query('delete from house.parked where projection = $1', [projection.name]);
        await makeTable(client, projection, { indexed: false });
      });
    await super.begin(lease);
  }

  /** What is asked of the read model about rebuilds is no matter of the one under way. */
  protected override async obey(lease: Lease, order: Order): Promise<void> {
    if (order.type === 'RebuildRequested' || order.type === 'RebuildCancelled')
      await lease.advanceBy(order.position, []);
    else await super.obey(lease, order);
  }
}
