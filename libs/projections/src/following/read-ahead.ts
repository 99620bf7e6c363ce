import type { EventStore, Position, Recorded } from '#eventing';

/** Small: what one follower holds of the log is bounded by it, and larger ones were no faster. */
const SIZE = 500;
/** So many are kept in all: whoever falls behind by less than that while it writes still shares its reads. */
const KEPT = 16;
/** So many of them may have been read ahead and not be asked for yet: followers far apart do not read ahead each. */
const AHEAD = 4;

interface Chunk {
  readonly after: Position;
  readonly events: Promise<readonly Recorded[]>;
  last?: Position;
  /** Whether somebody asked for it, rather than for the one before. */
  asked: boolean;
}

/** The index of the first event after a position. */
export function firstAfter(events: readonly Recorded[], position: Position): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle] as Recorded).position > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Stretches of the log for followers that are behind. Those that rebuild side by side read the same stretch, and
 * share one read of it; the next one is read meanwhile. However many they are and however far apart, no more than a few
 * stretches are kept, the longest unasked goes first; and what is in them is decoded once, and only if it is folded.
 */
export class ReadAhead {
  /** In the order in which they were last asked for. */
  private chunks: Chunk[] = [];

  constructor(private readonly store: EventStore) {}

  /** Events after a position, in order; none only when the log has none. */
  async after(position: Position, limit: number): Promise<readonly Recorded[]> {
    const known = this.chunks.find(
      (it) => it.after === position || (it.last && it.after < position && position < it.last),
    );
    const chunk = known ?? this.read(position);
    chunk.asked = true;
    this.keep(chunk);
    const events = await chunk.events;
    this.readAhead(events);
    const from = firstAfter(events, position);
    return events.slice(from, from + limit);
  }

  /** What follows a full chunk is wanted soon: it is read while that one is worked on. */
  private readAhead(events: readonly Recorded[]): void {
    const last = events.at(-1)?.position;
    if (last === undefined || events.length < SIZE) return;
    if (this.chunks.some((it) => it.after === last)) return;
    if (this.chunks.filter((it) => !it.asked).length < AHEAD) this.keep(this.read(last));
  }

  private read(after: Position): Chunk {
    const events = this.store.readAll(after, { limit: SIZE, lazy: true });
    const chunk: Chunk = { after, events, asked: false };
    const forget = (): void => {
      this.chunks = this.chunks.filter((it) => it !== chunk);
    };
    events.then((found) => {
      chunk.last = found.at(-1)?.position;
      // nothing yet is no stretch: there may be something in a moment
      if (!chunk.last) forget();
    }, forget);
    return chunk;
  }

  private keep(chunk: Chunk): void {
    this.chunks = [...this.chunks.filter((it) => it !== chunk), chunk].slice(-KEPT);
  }
}
