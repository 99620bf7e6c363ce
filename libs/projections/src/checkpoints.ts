import type pg from 'pg';
import type { Position } from '#eventing';
import { pause } from './backoff.js';

const POLL_MS = 20;

/** A follower as the database knows it, whichever process leads it. */
export interface FollowerRecord {
  readonly name: string;
  readonly version: number;
  readonly kind: 'projection' | 'index' | 'process';
  readonly live: boolean;
  readonly position: Position;
  readonly owner: string | null;
  readonly lastError: string | null;
}

/** How far each follower's live version has got: told at once by those led here, asked of the database for others. */
export class Checkpoints {
  private readonly known = new Map<string, Position>();
  private readonly waiting = new Set<(name: string, position: Position) => void>();
  private polling = false;

  constructor(private readonly pool: pg.Pool) {}

  /** Every follower there is, by name and version. */
  async all(): Promise<FollowerRecord[]> {
    const { rows } = await this.pool.query<FollowerRecord>(
      `select name, version, kind, live, position, last_error as "lastError",
         case when expires >= clock_timestamp() then owner end as owner
       from house.followers order by name, version`,
    );
    return rows;
  }

  /** A follower led here stands at this position. */
  moved(name: string, position: Position): void {
    this.known.set(name, position);
    this.tell(name, position);
  }

  /** Waits until a follower has applied a position; false when the time ran out. */
  async waitFor(name: string, position: Position, timeoutMs: number): Promise<boolean> {
    const known = this.known.get(name);
    if (known !== undefined && known >= position) return true;
    return new Promise((resolve) => {
      const told = (moved: string, to: Position): void => {
        if (moved === name && to >= position) done(true);
      };
      const done = (reached: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(told);
        resolve(reached);
      };
      const timer = setTimeout(() => done(false), timeoutMs);
      this.waiting.add(told);
      void this.poll();
    });
  }

  private tell(name: string, position: Position): void {
    for (const told of [...this.waiting]) told(name, position);
  }

  /** Asks for all who wait, with one statement, until nobody does. */
  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    while (this.waiting.size > 0) {
      // a database that is away for a moment is asked again: the wait is bounded by its own time
      const followers = await this.all().catch(() => []);
      for (const { name, position, live } of followers) if (live) this.tell(name, position);
      if (this.waiting.size > 0) await pause(POLL_MS);
    }
    this.polling = false;
  }
}
