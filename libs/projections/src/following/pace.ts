/** How long one that gave a lease away leaves it to others, in part. */
export const standbyMs = (leaseMs: number): number => Math.min(leaseMs / 4, 1_000);

const WINDOW_MS = 100;
/** More batches than this in a window are many followers at work, each for a few events. */
const MANY = 40;

/**
 * The least time from one live batch of a follower to its next: under load, events are gathered rather than taken one by
 * one, and the longer the more batches all followers of a process write.
 */
export class Pace {
  private window = 0;
  private batches = 0;
  private before = 0;

  /** Counts a batch of so many events, and says how long its follower rests from when it began. */
  restMs(events: number): number {
    const now = Math.floor(performance.now() / WINDOW_MS);
    if (now !== this.window) {
      this.before = now === this.window + 1 ? this.batches : 0;
      this.batches = 0;
      this.window = now;
    }
    this.batches++;
    if (Math.max(this.before, this.batches) > MANY) return 35;
    return events < 8 ? 10 : 25;
  }
}
