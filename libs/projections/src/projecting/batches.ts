import type pg from 'pg';
import { type AnyProjection, ORIGIN, type Position, type Recorded } from '#eventing';
import { foldAround, keysOrError } from '../folding/fold-around.js';
import type { RowShare } from '../folding/row-budget.js';
import type { Changes } from '../folding/row-cache.js';
import type { Lease, Write } from '../following/lease.js';
import { parkingOf, type Waiting } from '../operators/parked.js';
import { readTableOf } from '../tables/read-table.js';
import { areMany, writeInParts, writesOf } from '../tables/rows.js';
import type { Sessions } from './session.js';
import { Stride } from './stride.js';
import { isDataError, unstorable } from '../tables/unstorable.js';

/** Whose rows are folded, and what is known of it besides. */
export interface Batched {
  readonly pool: pg.Pool;
  readonly sessions: Sessions;
  readonly projection: AnyProjection;
  /** The name that readers know it by. */
  readonly baseName: string;
  readonly concerns: (event: Recorded) => boolean;
  /** Its part of the rows that are kept in memory. */
  readonly share: RowShare;
}

/**
 * Folds batches of events into the rows of a projection: each loads the rows it touches, folds in memory and writes them
 * with the checkpoint. Far behind, rows stay in memory from batch to batch and are written once for many, since only
 * the owner of the lease writes them. What cannot be folded or kept is parked.
 */
export class Batches {
  private publicKnown = false;
  /** What is folded and not written, while one lease is far behind. */
  private stride: Stride | undefined;
  /** What the database refused is before this position: until then every batch is written by itself. */
  private careful: Position = ORIGIN;

  constructor(private readonly of: Batched) {}

  /** Up to where it has folded what is not written yet. */
  get reached(): Position | undefined {
    return this.stride?.reached;
  }

  /** Nothing is kept in memory any more: what was not written is folded again from the checkpoint. */
  forget(): void {
    this.stride = undefined;
    this.of.share.hold(0);
  }

  /** Applies a batch; where the database refuses what it makes, in halves, until the culprit is found. */
  async take(lease: Lease, events: readonly Recorded[], to: Position, more = false): Promise<void> {
    const held = this.reached;
    try {
      await this.fold(lease, events, to, new Map(), more);
    } catch (error) {
      this.forget();
      if (!isDataError(error)) throw error;
      if (held !== undefined) {
        // earlier batches were refused with this one: all are read again, and written one by one
        this.careful = to;
        throw error;
      }
      const [one, ...others] = events.filter((it) => this.of.concerns(it));
      if (!one) throw error;
      if (others.length === 0) {
        const { projection } = await this.of.sessions.of(lease);
        await this.fold(lease, events, to, await unstorable(this.of.pool, projection, one));
        return;
      }
      const half = events.length >> 1;
      const first = events.slice(0, half);
      await this.take(lease, first, first.at(-1)?.position ?? lease.position);
      await this.take(lease, events.slice(half), to);
    }
  }

  private async fold(
    lease: Lease,
    events: readonly Recorded[],
    to: Position,
    refused: ReadonlyMap<string, string>,
    more = false,
  ): Promise<void> {
    const { projection, parked } = await this.of.sessions.of(lease);
    const table = readTableOf(this.of.projection);
    const concerned = events.filter((it) => this.of.concerns(it));
    const blocked = new Map(parked);
    for (const key of refused.keys()) if (!blocked.has(key)) blocked.set(key, lease.position);
    const stride =
      this.stride?.lease === lease
        ? this.stride
        : Stride.under(lease, this.of.pool, table, this.of.share);
    // until it is committed nobody knows whether it is right
    this.stride = undefined;
    // read before the batch commits: only the owner of the lease writes these rows, and the epoch is checked then
    const folded = await stride.rows.fold(
      () => concerned.flatMap((it) => keysOrError(projection, it).keys),
      (known) => foldAround(projection, table, known, concerned, blocked),
    );
    const waiting = folded.waiting.map((it) => ({
      ...it,
      error: it.error ?? (parked.has(it.key) ? null : (refused.get(it.key) ?? null)),
    }));
    if (folded.madePublic) await this.notePublic();
    const whole = more && waiting.length === 0 && lease.position >= this.careful;
    if (whole && !stride.isOver) {
      stride.reached = to;
      this.stride = stride;
      return;
    }
    await this.write(lease, to, waiting, stride.rows.take());
    if (more) this.stride = stride.next();
    else this.forget();
  }

  private async write(
    lease: Lease,
    to: Position,
    waiting: readonly Waiting[],
    { kept, gone }: Changes,
  ): Promise<void> {
    const table = readTableOf(this.of.projection);
    if (waiting.length > 0 || !areMany(kept))
      return this.commit(lease, to, waiting, writesOf(table, kept, gone));
    await lease.advance(to, (client) =>
      writeInParts(table, kept, gone, (text, values) => client.query(text, values)),
    );
  }

  /** Moves the checkpoint, parks and writes, or does nothing of it. */
  async commit(
    lease: Lease,
    to: Position,
    waiting: readonly Waiting[],
    writes: readonly Write[],
  ): Promise<void> {
    await lease.advanceBy(to, [...writes, ...parkingOf(this.of.projection, waiting)]);
    this.of.sessions.park(lease, waiting);
  }

  /** Before the first public row is there, so that no past answer leaves it out. */
  async notePublic(): Promise<void> {
    if (this.publicKnown) return;
    await this.of.pool.query('update house.followers set public_rows = true where name = $1', [
      this.of.baseName,
    ]);
    this.publicKnown = true;
  }
}
