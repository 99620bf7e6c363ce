/** Wakes everybody who waits for news. A number taken before looking makes sure no news is missed. */
export class Wakeups {
  private count = 0;
  private elsewhere = 0;
  private readonly waiting = new Set<() => void>();

  /** The number of the latest news. */
  get latest(): number {
    return this.count;
  }

  /** How often there was news that one has to look for. */
  get unseen(): number {
    return this.elsewhere;
  }

  /** There is news; `handed` when it is handed over, and nobody needs to look for it. */
  wake(handed = false): void {
    this.count++;
    if (!handed) this.elsewhere++;
    for (const go of this.waiting) go();
    this.waiting.clear();
  }

  /** Resolves at the first news after `seen`, when the time is over, or when the signal aborts. */
  after(seen: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.count !== seen || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', go);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      signal.addEventListener('abort', go);
      this.waiting.add(go);
    });
  }
}
