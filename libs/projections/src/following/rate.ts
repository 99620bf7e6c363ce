const SECONDS = 10;

/** Events per second over the last ten seconds. */
export class Rate {
  private readonly counts = new Map<number, number>();

  /** Counts `events` now; `now` is monotonic, in milliseconds. */
  add(events: number, now: number): void {
    const second = Math.floor(now / 1_000);
    this.counts.set(second, (this.counts.get(second) ?? 0) + events);
    for (const it of this.counts.keys()) if (it <= second - SECONDS) this.counts.delete(it);
  }

  /** The mean at `now`. */
  at(now: number): number {
    const from = Math.floor(now / 1_000) - SECONDS;
    let sum = 0;
    for (const [second, count] of this.counts) if (second > from) sum += count;
    return sum / SECONDS;
  }
}
