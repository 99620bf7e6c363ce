import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/**
 * The named locks of the house. They are rows, which a role that reads by SQL can neither see nor take: an advisory lock
 * is a number that whoever connects may hold.
 */
export const LOCKS = `
  create table if not exists house.locks (
    name text primary key,
    holder text,
    expires timestamptz not null default '-infinity'
  )`;

/** Waits until nobody else has the lock in a transaction; it is held until this client's transaction ends. */
export async function inTurn(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(
    `insert into house.locks (name) values ($1)
     on conflict (name) do update set name = excluded.name`,
    [name],
  );
}

const TTL_MS = 15_000;

/** A lock for work that is longer than a transaction: it is kept alive, and free again soon after its holder died. */
export class HeldLock {
  private readonly renewing: NodeJS.Timeout;

  private constructor(
    private readonly pool: pg.Pool,
    readonly name: string,
    private readonly holder: string,
  ) {
    this.renewing = setInterval(() => {
      // one that cannot be renewed is noticed by `isHeld`
      this.renew().catch(() => undefined);
    }, TTL_MS / 3).unref();
  }

  /** Takes the lock when it is free; `undefined` when somebody else has it. */
  static async take(pool: pg.Pool, name: string): Promise<HeldLock | undefined> {
    const lock = new HeldLock(pool, name, randomUUID());
    try {
      if (await lock.take()) return lock;
    } catch (error) {
      clearInterval(lock.renewing);
      throw error;
    }
    clearInterval(lock.renewing);
    return undefined;
  }

  /** Whether it is still ours; within a transaction it then stays so until the end of that. */
  async isHeld(client: pg.ClientBase | pg.Pool = this.pool): Promise<boolean> {
    const { rowCount } = await client.query(
      'select from house.locks where name = $1 and holder = $2 for update',
      [this.name, this.holder],
    );
    return rowCount === 1;
  }

  /** Lets the next one have it. */
  async release(): Promise<void> {
    clearInterval(this.renewing);
    // a server that is away forgets it by itself
    await this.pool
      .query('delete from house.locks where name = $1 and holder = $2', [this.name, this.holder])
      .catch(() => undefined);
  }

  /** Keeps alive what is ours; what was lost or released is not taken again. */
  private async renew(): Promise<void> {
    await this.pool.query(
      `update house.locks set expires = clock_timestamp() + $3 * interval '1 ms'
       where name = $1 and holder = $2`,
      [this.name, this.holder, TTL_MS],
    );
  }

  private async take(): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `insert into house.locks as held (name, holder, expires)
       values ($1, $2, clock_timestamp() + $3 * interval '1 ms')
       on conflict (name) do update set holder = excluded.holder, expires = excluded.expires
       where held.expires < clock_timestamp()`,
      [this.name, this.holder, TTL_MS],
    );
    return rowCount === 1;
  }
}
