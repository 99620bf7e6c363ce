import type pg from 'pg';
import { isQueueFull } from './faults.js';

const LOOK_MS = 1_000;
/** From here on it counts as having room again. */
const ROOM = 0.5;

/**
 * Whether appends tell listeners that there is news. While the server's queue of notifications is full, a hint
 * would cost the write, so none is given: readers look by themselves. A full queue stays full, even when everybody has read it,
 * until somebody asks how full it is: that is done here.
 */
export class Hints {
  /** Whether the queue was full when it was looked at last. */
  isFull = false;
  private readonly silenced = new WeakSet<pg.PoolClient>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly pool: pg.Pool) {}

  /** Whether the server refused a hint, and with it the write: from now on none is given. */
  refused(error: unknown): boolean {
    if (!isQueueFull(error)) return false;
    this.isFull = true;
    this.lookLater();
    return true;
  }

  /** Makes a connection give hints, or none. */
  async agree(client: pg.PoolClient): Promise<void> {
    if (this.isFull === this.silenced.has(client)) return;
    await client.query(`set journal.hints = ${this.isFull ? 'off' : 'on'}`);
    if (this.isFull) this.silenced.add(client);
    else this.silenced.delete(client);
  }

  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isFull = false;
  }

  private lookLater(): void {
    this.timer ??= setTimeout(() => void this.look(), LOOK_MS).unref();
  }

  private async look(): Promise<void> {
    const usage = await this.pool
      .query<{ usage: number }>('select pg_notification_queue_usage() as usage')
      .then(({ rows }) => rows[0]?.usage ?? 1)
      .catch(() => 1);
    if (this.timer === undefined) return;
    this.timer = undefined;
    if (usage >= ROOM) {
      this.lookLater();
      return;
    }
    this.isFull = false;
    // for all those of which nobody was told
    await this.pool.query(`select pg_notify('journal', '')`).catch(() => undefined);
  }
}
