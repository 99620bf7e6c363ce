const FIRST = 100;
const LONGEST = 5_000;

/** Waits that double from 100 ms to 5 s, until something worked. */
export class Backoff {
  private ms = FIRST;

  /** Waits, longer each time; ends at once when the signal aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    const ms = this.ms;
    this.ms = Math.min(ms * 2, LONGEST);
    await pause(ms, signal);
  }

  /** It worked: the next wait is short again. */
  reset(): void {
    this.ms = FIRST;
  }
}

/** Waits, or less when the signal aborts. By the global timers, so that a simulation can make the time pass. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal?.aborted) done();
    else signal?.addEventListener('abort', done, { once: true });
  });

/** Whether a signal has aborted by now: a loop that asked once must ask again after each wait. */
export const ended = (signal: AbortSignal): boolean => signal.aborted;
