import type { Disk } from './disk.js';
import type { Outcome, Stored } from './events.js';
import type { Log } from './log.js';

interface Pending {
  readonly decide: () => Outcome;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Decides writes one after the other; answers them, refusals too, once what they rest on is durable. */
export class Writer {
  private pending: Pending[] = [];
  private busy = false;
  private broken: unknown;

  constructor(
    private readonly log: Log,
    private readonly disk: Disk | undefined,
  ) {}

  /** What became of a write, when nothing can take it back any more. */
  write(decide: () => Outcome): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.pending.push({ decide, resolve, reject });
      if (!this.busy) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.busy = true;
    while (this.pending.length > 0) {
      const group = this.pending.splice(0);
      try {
        // a log that is ahead of its disk is worth nothing: after a fault nothing is taken any more
        if (this.broken) throw this.broken as Error;
        const writes: Stored[][] = [];
        const outcomes = group.map(({ decide }) => {
          const before = this.log.all.length;
          const outcome = decide();
          if (this.log.all.length > before) writes.push(this.log.all.slice(before));
          return outcome;
        });
        if (writes.length > 0) await this.disk?.keep(writes);
        this.log.show();
        group.forEach(({ resolve }, index) => resolve(outcomes[index]!));
      } catch (error) {
        this.broken = error;
        for (const { reject } of group) reject(error);
      }
    }
    this.busy = false;
  }
}
