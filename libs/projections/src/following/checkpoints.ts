import type pg from 'pg';
import { ORIGIN, type Position } from '#eventing';
import { pause } from './backoff.js';
import type { FollowerId } from './follower-id.js';

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

/** Somebody who waits for a position. */
interface Waiting {
  readonly position: Position;
  readonly done: () => void;
}

/** How far each follower's live version has got: known at once of those led here, asked of the database for others. */
export class Checkpoints {
  private readonly here = new Map<string, Led>();
  /** Who waits for a follower, the earliest position first. */
  private readonly waiting = new Map<string, Waiting[]>();
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
  moved(name: string, elsewhere = ORIGIN): void {
    const waiting = this.waiting.get(name);
    if (!waiting) return;
    const here = this.hereAt(name);
    const reached = here > elsewhere ? here : elsewhere;
    const beyond = waiting.findIndex((it) => it.position > reached);
    const there = waiting.splice(0, beyond < 0 ? waiting.length : beyond);
    if (waiting.length === 0) this.waiting.delete(name);
    for (const { done } of there) done();
  }

  /** There are events that do not concern everybody: those whom they do not are past them. */
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
    if (this.hereAt(name) >= position) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.forget(name, its);
        resolve(false);
      }, timeoutMs);
      const done = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const its: Waiting = { position, done };
      this.keep(name, its);
      void this.poll();
    });
  }

  private hereAt(name: string): Position {
    return this.here.get(name)?.reader.reached ?? ORIGIN;
  }

  private keep(name: string, its: Waiting): void {
    const waiting = this.waiting.get(name) ?? [];
    // mostly the latest of all
    const before = waiting.findLastIndex((it) => it.position <= its.position);
    waiting.splice(before + 1, 0, its);
    this.waiting.set(name, waiting);
  }

  private forget(name: string, its: Waiting): void {
    const waiting = (this.waiting.get(name) ?? []).filter((it) => it !== its);
    if (waiting.length > 0) this.waiting.set(name, waiting);
    else this.waiting.delete(name);
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
