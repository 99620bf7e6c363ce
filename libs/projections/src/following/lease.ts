import type pg from 'pg';
import type { Position } from '#eventing';
import type { CheckpointMover } from './checkpoint-mover.js';
import type { FollowerId } from './follower-id.js';
import { transaction } from '../tables/transaction.js';

/** Somebody else leads this follower now: nothing of the batch was kept. */
export class LeaseLost extends Error {
  constructor({ name, version }: FollowerId) {
    super(`${name} v${version}: another process leads it now`);
    this.name = 'LeaseLost';
  }
}

/** The checkpoint is that of another log: its positions mean nothing here. */
export class AnotherLog extends Error {
  constructor({ name }: { name: string }, found: string, expected: string) {
    super(
      `${name} has followed the log ${found}, but this is the log ${expected}: connect the log it knows, or start with empty read tables`,
    );
    this.name = 'AnotherLog';
  }
}

/**
 * A batch and its checkpoint commit together. A crash of the server may lose the last of them, rows and checkpoint
 * alike, and they are applied again: so these commits need not wait for the disk. An owner that stands still in the middle of
 * one holds the row no longer than its lease.
 */
const begin = (ttlMs: number): string =>
  `begin; set local synchronous_commit = off; set local idle_in_transaction_session_timeout = ${Math.ceil(ttlMs)}`;

/** A part of a batch's statement: it writes only `where exists (select from moved)`. */
export interface Write {
  /** Its text, with parameters numbered from `at`. */
  readonly text: (at: number) => string;
  readonly values: readonly unknown[];
}

/** The right to move one follower's checkpoint, until it expires or another epoch begins. */
export class Lease {
  private renewed = performance.now();

  constructor(
    private readonly pool: pg.Pool,
    private readonly mover: CheckpointMover,
    readonly follower: FollowerId,
    readonly epoch: string,
    /** The checkpoint: everything up to here is applied. */
    public position: Position,
    /** How long it lasts without being renewed. */
    readonly ttlMs: number,
  ) {}

  /** Whether it should be renewed now: at the same moments for all leases of a process, so that one statement does. */
  get isDue(): boolean {
    const part = this.ttlMs / 4;
    return Math.floor(performance.now() / part) > Math.floor(this.renewed / part);
  }

  /**
   * Applies a batch: the checkpoint moves to `to`, what `work` writes is kept, or neither. The checkpoint's row is
   * taken first, so that batches of two owners never mix. Throws `LeaseLost`.
   */
  async advance(to: Position, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    const { name, version } = this.follower;
    await transaction(
      this.pool,
      async (client) => {
        const moved = await client.query(
          `update house.followers set position = $1,
             expires = clock_timestamp() + $2 * interval '1 ms'
           where name = $3 and version = $4 and epoch = $5 and position = $6`,
          [to, this.ttlMs, name, version, this.epoch, this.position],
        );
        if (moved.rowCount !== 1) throw new LeaseLost(this.follower);
        await work(client);
      },
      begin(this.ttlMs),
    );
    this.moved(to);
  }

  /**
   * The same in one statement, for work that is nothing but writing: what `writes` say is done where the
   * checkpoint moved, and nothing otherwise. Throws `LeaseLost`.
   */
  async advanceBy(to: Position, writes: readonly Write[]): Promise<void> {
    const { follower, epoch, position, ttlMs } = this;
    const values: unknown[] = [to, ttlMs, follower.name, follower.version, epoch, position];
    const parts = writes.map((write, index) => {
      const text = write.text(values.length + 1);
      values.push(...write.values);
      return `, write_${index} as (${text})`;
    });
    const { rows } = await this.pool.query<{ moved: number }>(
      `with relaxed as materialized (select set_config('synchronous_commit', 'off', true)),
        moved as (
          update house.followers set position = $1,
            expires = clock_timestamp() + $2::float8 * interval '1 ms'
          from relaxed
          where name = $3 and version = $4::int and epoch = $5::bigint and position = $6
          returning 1)
        ${parts.join('')}
        select count(*)::int as moved from moved`,
      values,
    );
    if (rows[0]?.moved !== 1) throw new LeaseLost(follower);
    this.moved(to);
  }

  /** Moves the checkpoint over events that change nothing, or only renews the lease. Throws `LeaseLost`. */
  async pass(to: Position): Promise<void> {
    const { follower, epoch, ttlMs } = this;
    if (!(await this.mover.move({ ...follower, epoch, from: this.position, to, ttlMs })))
      throw new LeaseLost(follower);
    this.moved(to);
  }

  /** Renews the lease while something takes long that does not move the checkpoint. */
  async keeping<T>(work: Promise<T>): Promise<T> {
    let renewed: Promise<unknown> = Promise.resolve();
    const renew = setInterval(() => {
      // one that is lost is told when the checkpoint is to move
      renewed = this.pass(this.position).catch(() => undefined);
    }, this.ttlMs / 3);
    try {
      return await work;
    } finally {
      clearInterval(renew);
      await renewed;
    }
  }

  private moved(to: Position): void {
    this.position = to;
    this.renewed = performance.now();
  }

  /** Gives the lease up at once. */
  async release(): Promise<void> {
    const { name, version } = this.follower;
    await this.pool.query(
      `update house.followers set owner = null, expires = '-infinity'
       where name = $1 and version = $2 and epoch = $3`,
      [name, version, this.epoch],
    );
  }
}
