import { setTimeout as sleep } from 'node:timers/promises';

/** Waits that grow from 20 ms to a second, for something that ought to come back. */
export class Patience {
  private delay = 20;

  /** How long the whole may take, in milliseconds, and since when; for ever when it is not told. */
  constructor(
    private readonly limit = Infinity,
    private readonly began = performance.now(),
  ) {}

  /** How long it has taken so far, in milliseconds. */
  get spent(): number {
    return performance.now() - this.began;
  }

  /** False, at once, when the time is over. Ends early, without throwing, when the signal aborts. */
  async wait(signal?: AbortSignal): Promise<boolean> {
    if (this.spent > this.limit) return false;
    await sleep(this.delay, undefined, {
      ref: signal === undefined,
      ...(signal && { signal }),
    }).catch(() => undefined);
    this.delay = Math.min(this.delay * 2, 1_000);
    return true;
  }
}
