import type { EventStore, Position, Recorded } from '#eventing';
import { Backoff, ended } from './backoff.js';
import { Chunks, firstAfter } from './chunks.js';
import type { RunnerLog } from './log.js';

const WINDOW = 5_000;

/**
 * The one reader of the live log in a process: it sees every fact once and keeps the latest in a window that all
 * followers read from; those further back read the log in large stretches.
 */
export class Tail {
  /** The facts after `floor` up to `end`. */
  private window: Recorded[] = [];
  private floor: Position | undefined;
  private end: Position | undefined;
  private readonly waiting = new Set<() => void>();
  private readonly chunks: Chunks;

  constructor(
    private readonly store: EventStore,
    private readonly log: RunnerLog,
    /** How many facts the window keeps; up to twice as many for a moment. */
    private readonly size = WINDOW,
  ) {
    this.chunks = new Chunks(store);
  }

  /** The position of the last fact seen; unknown until the log answered once. */
  get head(): Position | undefined {
    return this.end;
  }

  /** Whether what follows a position is read from the log in large stretches, and not from the window. */
  isFarFrom(position: Position): boolean {
    return this.floor !== undefined && position < this.floor;
  }

  /** Follows the log until the signal aborts, whatever happens to it. */
  async run(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    while (!ended(signal)) {
      try {
        this.end ??= this.floor = await this.store.head();
        this.wake();
        for await (const delivery of this.store.subscribe(this.end, { signal, batch: 1_000 })) {
          backoff.reset();
          if (delivery.kind === 'facts') this.take(delivery.facts);
        }
        if (!ended(signal)) throw new Error('the subscription ended');
      } catch (error) {
        if (ended(signal)) return;
        this.log.warn({ err: error }, 'the log cannot be followed; trying again');
        await backoff.wait(signal);
      }
    }
  }

  /**
   * Up to `limit` facts after a position. When there are none yet it waits for some, at most `waitMs`, and may
   * return none.
   */
  async after(
    position: Position,
    limit: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<readonly Recorded[]> {
    const ready = await this.available(position, limit);
    if (ready.length > 0 || ended(signal)) return ready;
    // what arrived while we looked has woken nobody
    if (this.end === undefined || this.end <= position) await this.news(waitMs, signal);
    return this.available(position, limit);
  }

  private async available(position: Position, limit: number): Promise<readonly Recorded[]> {
    if (this.floor === undefined || position < this.floor)
      return this.chunks.after(position, limit);
    const from = firstAfter(this.window, position);
    return this.window.slice(from, from + limit);
  }

  private take(facts: readonly Recorded[]): void {
    // a reader that reconnects may be given again what it has
    const fresh = this.end === undefined ? facts : facts.slice(firstAfter(facts, this.end));
    const last = fresh.at(-1);
    if (!last) return;
    this.window.push(...fresh);
    this.end = last.position;
    // in large steps, so that the window is not copied for every fact
    if (this.window.length > 2 * this.size) {
      const dropped = this.window.splice(0, this.window.length - this.size);
      this.floor = dropped.at(-1)?.position ?? this.floor;
    }
    this.wake();
  }

  private wake(): void {
    for (const done of [...this.waiting]) done();
  }

  private news(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      this.waiting.add(done);
    });
  }
}
