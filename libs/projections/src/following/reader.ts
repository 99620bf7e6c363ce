import type { Position, Recorded } from '#eventing';
import { ended } from './backoff.js';
import { firstAfter } from './read-ahead.js';
import type { Beat } from './beat.js';

/** What readers read from: the latest events, and the rest of the log. */
export interface Source {
  /** The position of the last event seen; unknown until the log answered once. */
  readonly head: Position | undefined;
  /** The latest events: all that came after `floor`. */
  readonly window: readonly Recorded[];
  readonly floor: Position | undefined;
  /** Why nothing may be read: the log lacks what was seen of it. */
  readonly fault: Error | undefined;
  /** Events after a position from the log itself, in large stretches. */
  stretch(after: Position, limit: number): Promise<readonly Recorded[]>;
}

/** What comes next for a reader: the events that concern it up to a position; all events while it is `far` behind. */
export interface Next {
  readonly events: readonly Recorded[];
  readonly to: Position;
  readonly far: boolean;
}

/**
 * One follower's place at the tail. While nothing comes that concerns it, it stands at the head without being woken: a
 * quiet follower costs nothing.
 */
export class Reader {
  /** Up to where it was given what there is. */
  private given: Position;
  /** Where that stood when it was given last. */
  private handed: Position;
  /** Whether all that follows is in the window, and begins for it with `first`. */
  private level = false;
  private first: Position | undefined;
  private busy = false;
  private wake: (() => void) | undefined;

  /** `types` are those of the events that concern it, all when there are none; `at` is what it is done with. */
  constructor(
    private readonly source: Source,
    readonly types: ReadonlySet<string> | undefined,
    private at: Position,
  ) {
    this.given = this.handed = at;
  }

  /** Up to where it is done with everything that concerns it. */
  get reached(): Position {
    return this.isIdle && !this.busy && !this.source.fault
      ? later(this.at, this.source.head)
      : this.at;
  }

  /** Whether there is more that concerns it than it was given. */
  get hasMore(): boolean {
    return !this.level || this.first !== undefined;
  }

  /** An event that concerns it came, after `before`. */
  tell(position: Position, before: Position): void {
    if (position <= this.given || this.first !== undefined) return;
    if (this.level) {
      this.first = position;
      this.given = later(this.given, before);
    }
    this.wake?.();
  }

  /**
   * Up to `limit` events. When there are none it waits for some until the next beat, unless it `holds` what it has not
   * written yet, and may return none.
   */
  async next(limit: number, holds: boolean, beat: Beat, signal: AbortSignal): Promise<Next> {
    const found = await this.available(limit, holds);
    if (found.events.length > 0 || holds || ended(signal)) return found;
    await this.news(beat, signal);
    return this.available(limit, holds);
  }

  /** The source has a fault, which the next look throws. */
  heed(): void {
    this.wake?.();
  }

  /** It is done with everything up to `at`, and goes on after `from`. */
  done(at: Position, from: Position): void {
    this.busy = false;
    this.at = at;
    if (from === this.handed) return;
    this.given = this.handed = from;
    this.level = false;
    this.first = undefined;
  }

  private async available(limit: number, holds: boolean): Promise<Next> {
    const { source } = this;
    if (source.fault) throw source.fault;
    let events: readonly Recorded[] = [];
    let far = false;
    if (source.floor === undefined || (this.given < source.floor && !this.isIdle)) {
      this.level = false;
      events = await source.stretch(this.given, limit);
      this.given = events.at(-1)?.position ?? this.given;
      far = source.floor !== undefined && this.given < source.floor;
    } else {
      if (!this.isIdle) events = this.fromWindow(source.window, limit);
      this.level = true;
      this.given =
        this.first === undefined
          ? later(this.given, source.head)
          : (events.at(-1)?.position ?? this.given);
    }
    this.handed = this.given;
    this.busy = holds || events.length > 0;
    if (!this.busy) this.at = this.given;
    return { events, to: this.given, far };
  }

  /** Whether nothing that concerns it came since it looked. */
  private get isIdle(): boolean {
    return this.level && this.first === undefined;
  }

  private fromWindow(window: readonly Recorded[], limit: number): readonly Recorded[] {
    const events: Recorded[] = [];
    this.first = undefined;
    for (let index = firstAfter(window, this.given); index < window.length; index++) {
      const event = window[index] as Recorded;
      if (this.types && !this.types.has(event.type)) continue;
      if (events.length === limit) {
        this.first = event.position;
        break;
      }
      events.push(event);
    }
    return events;
  }

  private news(beat: Beat, signal: AbortSignal): Promise<void> {
    const { head } = this.source;
    if (!this.isIdle && head !== undefined && head > this.given) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        forget();
        signal.removeEventListener('abort', done);
        this.wake = undefined;
        resolve();
      };
      const forget = beat.next(done);
      signal.addEventListener('abort', done, { once: true });
      this.wake = done;
    });
  }
}

/** The later of two positions. */
const later = (one: Position, other: Position | undefined): Position =>
  other !== undefined && other > one ? other : one;
