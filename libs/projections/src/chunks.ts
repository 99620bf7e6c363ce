import type { EventStore, Position, Recorded } from '#eventing';

/** Small: what is in memory at once is bounded by it, and larger ones were no faster. */
const SIZE = 500;
/** The one being read ahead, and the one that the followers work on. */
const KEPT = 2;

interface Chunk {
  readonly after: Position;
  readonly facts: Promise<readonly Recorded[]>;
  last?: Position;
}

/** The index of the first fact after a position. */
export function firstAfter(facts: readonly Recorded[], position: Position): number {
  let low = 0;
  let high = facts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((facts[middle] as Recorded).position > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Stretches of the log for followers that are behind. Those that rebuild side by side read the same stretch, and
 * share one read of it; the next one is read meanwhile.
 */
export class Chunks {
  private chunks: Chunk[] = [];

  constructor(private readonly store: EventStore) {}

  /** Facts after a position, in order; none only when the log has none. */
  async after(position: Position, limit: number): Promise<readonly Recorded[]> {
    const known = this.chunks.find(
      (it) => it.after === position || (it.last && it.after < position && position < it.last),
    );
    const facts = await (known ?? this.read(position)).facts;
    this.readAhead(facts);
    const from = firstAfter(facts, position);
    return facts.slice(from, from + limit);
  }

  /** What follows a full chunk is wanted soon: it is read while that one is worked on. */
  private readAhead(facts: readonly Recorded[]): void {
    const last = facts.at(-1)?.position;
    if (last === undefined || facts.length < SIZE) return;
    if (!this.chunks.some((it) => it.after === last)) this.read(last);
  }

  private read(after: Position): Chunk {
    const chunk: Chunk = { after, facts: this.store.readAll(after, { limit: SIZE }) };
    this.chunks = [...this.chunks.slice(1 - KEPT), chunk];
    const forget = (): void => {
      this.chunks = this.chunks.filter((it) => it !== chunk);
    };
    chunk.facts.then((facts) => {
      chunk.last = facts.at(-1)?.position;
      // nothing yet is no stretch: there may be something in a moment
      if (!chunk.last) forget();
    }, forget);
    return chunk;
  }
}
