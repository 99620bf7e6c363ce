import type pg from 'pg';
import { ORIGIN, type Position } from '#eventing';
import { pause } from './backoff.js';
import type { FollowerId } from './lease.js';

const POLL_MS = 20;

/** A follower as the database knows it, whichever process leads it. */
export interface FollowerRecord extends FollowerId {
  readonly kind: 'projection' | 'index' | 'process';
  readonly live: boolean;
  readonly position: Position;
  readonly owner: string | null;
  readonly lastError: string | null;
}

/** A live follower that is led here, and knows at any time up to where nothing is left for it to do. */
interface Led {
  readonly version: number;
  readonly reader: { readonly reached: Position };
}

/** Up to where rows of a version are true. */
export interface Reached {
  readonly version: number;
  readonly position: Position;
}

type Look = (elsewhere?: Position) => void;

/** How far each follower's live version has got: known at once of those led here, asked of the database for others. */
export class Checkpoints {
  private readonly here = new Map<string, Led>();
  private readonly waiting = new Map<string, Set<Look>>();
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

  /** A live follower is led here from now on. */
  led({ name, version }: FollowerId, reader: Led['reader']): void {
    this.here.set(name, { version, reader });
  }

  /** It is led here no longer. */
  left({ name }: FollowerId, reader: Led['reader']): void {
    if (this.here.get(name)?.reader === reader) this.here.delete(name);
  }

  /** A follower that is led here did what it had to do, or one led elsewhere stands at a position. */
  moved(name: string, elsewhere?: Position): void {
    for (const look of [...(this.waiting.get(name) ?? [])]) look(elsewhere);
  }

  /** There are facts that do not concern everybody: those whom they do not are past them. */
  passed(): void {
    for (const name of [...this.waiting.keys()]) if (this.here.has(name)) this.moved(name);
  }

  /** Up to where the rows of the version that is led here are true, which may be beyond its checkpoint. */
  reached(name: string): Reached | undefined {
    const led = this.here.get(name);
    return led && { version: led.version, position: led.reader.reached };
  }

  /** Waits until a follower has applied a position; false when the time ran out. */
  async waitFor(name: string, position: Position, timeoutMs: number): Promise<boolean> {
    const here = (): Position => this.here.get(name)?.reader.reached ?? ORIGIN;
    if (here() >= position) return true;
    return new Promise((resolve) => {
      const look: Look = (elsewhere = ORIGIN) => {
        if (here() >= position || elsewhere >= position) done(true);
      };
      const done = (reached: boolean): void => {
        clearTimeout(timer);
        const its = this.waiting.get(name);
        its?.delete(look);
        if (its?.size === 0) this.waiting.delete(name);
        resolve(reached);
      };
      const timer = setTimeout(() => done(false), timeoutMs);
      this.waiting.set(name, (this.waiting.get(name) ?? new Set()).add(look));
      void this.poll();
    });
  }

  /** Asks for all who wait for followers led elsewhere, with one statement, until nobody does. */
  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    while (this.waiting.size > 0) {
      const isAsked = [...this.waiting.keys()].some((it) => !this.here.has(it));
      // a database that is away for a moment is asked again: the wait is bounded by its own time
      const followers = isAsked ? await this.all().catch(() => []) : [];
      for (const { name, position, live } of followers) if (live) this.moved(name, position);
      if (this.waiting.size > 0) await pause(POLL_MS);
    }
    this.polling = false;
  }
}
