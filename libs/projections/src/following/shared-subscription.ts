import { type EventStore, ORIGIN, type Position, type Recorded } from '#eventing';
import { Backoff, ended, pause } from './backoff.js';
import { isStill, type Landmark, LogWentBack } from './landmark.js';
import { ReadAhead, firstAfter } from './read-ahead.js';
import { Reader, type Source } from './reader.js';
import type { RunnerLog } from './log.js';

const WINDOW = 5_000;
/** How often it looks whether the log still has what was seen last. */
const LOOK_MS = 2_000;
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
  fault: LogWentBack | undefined;
  /** The last event that is known to have been there. */
  private last: Landmark | undefined;
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
    /** The last event that an earlier process is known to have seen. */
    private readonly landmark: () => Promise<Landmark | undefined> = () =>
      Promise.resolve(undefined),
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

  /** Throws `LogWentBack` when the log does not go as far as a checkpoint, or lacks what was seen of it. */
  async admit(checkpoint: Position): Promise<void> {
    if (this.fault) throw this.fault;
    if (this.head !== undefined && checkpoint <= this.head) return;
    const head = await this.store.head();
    if (checkpoint > head) throw new LogWentBack(checkpoint);
  }

  stretch(after: Position, limit: number): Promise<readonly Recorded[]> {
    return this.chunks.after(after, limit);
  }

  /** Follows the log until the signal aborts, whatever happens to it. */
  async run(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    while (!ended(signal)) {
      const gone = new AbortController();
      const following = AbortSignal.any([signal, gone.signal]);
      try {
        await this.assertWhole();
        this.head ??= this.floor = await this.store.head();
        void this.look(following, () => gone.abort());
        for await (const delivery of this.store.subscribe(this.head, {
          signal: following,
          batch: 1_000,
        })) {
          backoff.reset();
          if (delivery.kind === 'events') this.take(delivery.events);
        }
        if (!ended(signal)) throw new Error('the subscription ended');
      } catch (error) {
        if (ended(signal)) return;
        if (error instanceof LogWentBack) this.halt(error);
        this.log.warn({ err: error }, 'the log cannot be followed; trying again');
        await backoff.wait(signal);
      } finally {
        gone.abort();
      }
    }
  }

  /** Looks from time to time whether the log still has what was seen of it last. */
  private async look(signal: AbortSignal, isGone: () => void): Promise<void> {
    for (;;) {
      await pause(LOOK_MS, signal);
      if (ended(signal)) return;
      const { last } = this;
      // a log that is away is another matter
      if (last && !(await isStill(this.store, last).catch(() => true))) isGone();
    }
  }

  /** Throws `LogWentBack` unless the last event that was seen stands where it stood. */
  private async assertWhole(): Promise<void> {
    this.last ??= await this.landmark();
    if (this.last && !(await isStill(this.store, this.last)))
      throw new LogWentBack(this.last.position);
    this.fault = undefined;
  }

  /** Nobody applies anything: what comes next would stand where something else was. */
  private halt(fault: LogWentBack): void {
    this.fault = fault;
    for (const reader of this.readers) reader.heed();
  }

  private take(events: readonly Recorded[]): void {
    // a reader that reconnects may be given again what it has
    const fresh = this.head === undefined ? events : events.slice(firstAfter(events, this.head));
    const last = fresh.at(-1);
    if (!last) return;
    this.window.push(...fresh);
    let before = this.head ?? ORIGIN;
    this.head = last.position;
    this.last = last;
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
