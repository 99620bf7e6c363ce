import { type EventStore, ORIGIN, type Position, type Recorded } from '#eventing';
import { Backoff, ended } from './backoff.js';
import { ReadAhead, firstAfter } from './read-ahead.js';
import { Reader, type Source } from './reader.js';
import type { RunnerLog } from './log.js';

const WINDOW = 5_000;
const nothing = (): void => undefined;

/**
 * The one reader of the live log in a process: it sees every event once, keeps the latest in a window that all
 * followers read from, and wakes those whom an event concerns; those further back read the log in large stretches.
 */
export class SharedSubscription implements Source {
  /** The events after `floor` up to `head`. */
  window: Recorded[] = [];
  floor: Position | undefined;
  head: Position | undefined;
  private readonly readers = new Set<Reader>();
  /** The readers whom events of a type concern, found when the first of that type comes. */
  private concerned = new Map<string, readonly Reader[]>();
  private readonly chunks: ReadAhead;

  constructor(
    private readonly store: EventStore,
    private readonly log: RunnerLog,
    /** Called whenever events were seen, after those whom they concern were told. */
    private readonly seen: () => void = nothing,
    /** How many events the window keeps; up to twice as many for a moment. */
    private readonly size = WINDOW,
  ) {
    this.chunks = new ReadAhead(store);
  }

  /** A reader from after a position, until it leaves; of events of these types, of all when there are none. */
  reader(types: ReadonlySet<string> | undefined, after: Position): Reader {
    const reader = new Reader(this, types, after);
    this.readers.add(reader);
    this.concerned.clear();
    return reader;
  }

  /** It reads no longer. */
  leave(reader: Reader): void {
    this.readers.delete(reader);
    this.concerned.clear();
  }

  stretch(after: Position, limit: number): Promise<readonly Recorded[]> {
    return this.chunks.after(after, limit);
  }

  /** Follows the log until the signal aborts, whatever happens to it. */
  async run(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    while (!ended(signal)) {
      try {
        this.head ??= this.floor = await this.store.head();
        for await (const delivery of this.store.subscribe(this.head, { signal, batch: 1_000 })) {
          backoff.reset();
          if (delivery.kind === 'events') this.take(delivery.events);
        }
        if (!ended(signal)) throw new Error('the subscription ended');
      } catch (error) {
        if (ended(signal)) return;
        this.log.warn({ err: error }, 'the log cannot be followed; trying again');
        await backoff.wait(signal);
      }
    }
  }

  private take(events: readonly Recorded[]): void {
    // a reader that reconnects may be given again what it has
    const fresh = this.head === undefined ? events : events.slice(firstAfter(events, this.head));
    const last = fresh.at(-1);
    if (!last) return;
    this.window.push(...fresh);
    let before = this.head ?? ORIGIN;
    this.head = last.position;
    for (const { type, position } of fresh) {
      for (const reader of this.concernedBy(type)) reader.tell(position, before);
      before = position;
    }
    // in large steps, so that the window is not copied for every event
    if (this.window.length > 2 * this.size) {
      const dropped = this.window.splice(0, this.window.length - this.size);
      this.floor = dropped.at(-1)?.position ?? this.floor;
    }
    this.seen();
  }

  private concernedBy(type: string): readonly Reader[] {
    const known = this.concerned.get(type);
    if (known) return known;
    const found = [...this.readers].filter(({ types }) => !types || types.has(type));
    this.concerned.set(type, found);
    return found;
  }
}
