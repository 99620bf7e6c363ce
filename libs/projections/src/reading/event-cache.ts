import type { EventStore, Place, Position, Recorded } from '#eventing';

/** Bytes of events that are kept, about. */
const ROOM = 32_000_000;
/** What an event weighs beside its data: its envelope, and what holds both. */
const BESIDE_DATA = 1_500;

interface Kept {
  readonly event: Recorded;
  readonly bytes: number;
}

/**
 * Events that past answers read, kept from one question to the next: what stands at a position never changes, so
 * nothing kept is ever wrong. Bounded by what it holds in memory, the longest unread goes first.
 */
export class EventCache {
  private readonly kept = new Map<Position, Kept>();
  private bytes = 0;

  constructor(
    private readonly store: Pick<EventStore, 'readEvents'>,
    private readonly room = ROOM,
  ) {}

  /** The events at these places, which are given in position order, each once. */
  async at(places: readonly Place[]): Promise<Recorded[]> {
    const missing = places.filter((it) => !this.kept.has(it.position));
    const read = missing.length > 0 ? await this.store.readEvents(missing, { lazy: true }) : [];
    const fresh = new Map(read.map((it) => [it.position, it]));
    // looked up before anything is let go for what was read now
    const found = places.flatMap((it) => this.lately(it.position) ?? fresh.get(it.position) ?? []);
    for (const event of read) this.keep(event);
    return found;
  }

  private lately(position: Position): Recorded | undefined {
    const kept = this.kept.get(position);
    if (!kept) return undefined;
    this.kept.delete(position);
    this.kept.set(position, kept);
    return kept.event;
  }

  private keep(event: Recorded): void {
    if (this.kept.has(event.position)) return;
    const bytes = 2 * JSON.stringify(event.data).length + BESIDE_DATA;
    this.kept.set(event.position, { event, bytes });
    this.bytes += bytes;
    for (const [position, oldest] of this.kept) {
      if (this.bytes <= this.room) return;
      this.kept.delete(position);
      this.bytes -= oldest.bytes;
    }
  }
}

const caches = new WeakMap<EventStore, EventCache>();

/** The one cache that this process has for a log. */
export function eventCacheOf(store: EventStore): EventCache {
  const known = caches.get(store) ?? new EventCache(store);
  caches.set(store, known);
  return known;
}
