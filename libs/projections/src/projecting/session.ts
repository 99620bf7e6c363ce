import type pg from 'pg';
import type { AnyProjection, EventStore } from '#eventing';
import { Discards } from '../operators/discards.js';
import type { Lease } from '../following/lease.js';
import { type ParkedFrom, parkedFrom, type Waiting } from '../operators/parked.js';

/** What a leader knows besides the checkpoint, for as long as it leads. */
export interface Session {
  readonly lease: Lease;
  /** The projection without what is discarded from it. */
  readonly projection: AnyProjection;
  readonly parked: ParkedFrom;
}

/** What is parked and discarded, read once for each time of leading: nobody else parks or discards meanwhile. */
export class Sessions {
  private current: Session | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
    private readonly projection: AnyProjection,
    private readonly base: AnyProjection,
  ) {}

  /** How many keys wait, as far as this process knows. */
  get parkedKeys(): number {
    return this.current?.parked.size ?? 0;
  }

  /** That of a lease. */
  async of(lease: Lease): Promise<Session> {
    return this.current?.lease === lease ? this.current : this.again(lease);
  }

  /** The same, read anew: what is parked or discarded has changed. */
  async again(lease: Lease): Promise<Session> {
    const { pool, store, projection, base } = this;
    const honoured = await new Discards(store).honoured(projection, base.name);
    this.current = { lease, projection: honoured, parked: await parkedFrom(pool, projection) };
    return this.current;
  }

  /** More waits now. */
  park(lease: Lease, waiting: readonly Waiting[]): void {
    if (waiting.length === 0 || this.current?.lease !== lease) return;
    const parked = new Map(this.current.parked);
    for (const { key, event } of waiting) if (!parked.has(key)) parked.set(key, event.position);
    this.current = { ...this.current, parked };
  }
}
