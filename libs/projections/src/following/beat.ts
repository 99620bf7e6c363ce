/** The common beat of the followers of one process: what they do on it falls into one statement. */
export class Beat {
  private readonly waiting = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `everyMs` is asked anew each time. */
  constructor(private readonly everyMs: () => number) {}

  /** Calls once, at the next beat; returns how to forget that. */
  next(call: () => void): () => void {
    this.waiting.add(call);
    this.timer ??= setTimeout(() => this.strike(), this.leftMs());
    return () => this.forget(call);
  }

  private forget(call: () => void): void {
    this.waiting.delete(call);
    if (this.waiting.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private leftMs(): number {
    const every = this.everyMs();
    return every - (performance.now() % every);
  }

  private strike(): void {
    this.timer = undefined;
    const calls = [...this.waiting];
    this.waiting.clear();
    for (const call of calls) call();
  }
}
