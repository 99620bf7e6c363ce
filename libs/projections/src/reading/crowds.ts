import type { EventStore, Position, Recorded } from '#eventing';
import { type PointInTime, TooManySubjects } from '#read-model';

/** Up to which position, and by which day, so many subjects were met. */
interface Crowd {
  readonly upTo: Position;
  readonly day: string;
}

/** What is known of one list on one clock: moments by which it is too large, and moments by which it is not yet. */
interface Known {
  readonly large: readonly Crowd[];
  readonly small: readonly Crowd[];
}

/** Lists of which it is known, each by what it asks for; the longest unasked goes first. */
const MOST_LISTS = 500;
/** Moments of one list, of which none tells what another does. */
const MOST_MOMENTS = 50;

const later = (one: Crowd, other: Crowd): boolean => one.upTo >= other.upTo && one.day >= other.day;

/**
 * Past lists that were found to concern too many subjects. The past only grows: what was too many up to a position is too
 * many up to any later one, and is refused there before anything is read; what was not is not up to any earlier one.
 */
export class Crowds {
  private readonly known = new Map<string, Known>();
  private readonly turns = new Map<string, Promise<void>>();

  /**
   * Throws `TooManySubjects` when a list concerns more than `most` at this moment: at once when that is known, otherwise when
   * `count` finds it out, which notes it. What many ask at once is counted by one after the other, until it is known.
   */
  async refuse(
    list: string,
    most: number,
    { clock, upTo, day }: PointInTime,
    count: (note: (crowd: Crowd) => void) => Promise<void>,
  ): Promise<void> {
    const name = `${clock} ${list}`;
    const moment = { upTo, day: clock === 'recorded' ? '' : day };
    if (this.isSmall(name, most, moment)) return;
    const before = this.turns.get(name);
    const mine = (before ?? Promise.resolve()).then(async () => {
      if (this.isSmall(name, most, moment)) return;
      await count((it) => {
        const crowd = clock === 'recorded' ? { ...it, day: '' } : it;
        this.note(name, ({ large, small }) => ({
          large: [...large.filter((other) => !later(other, crowd)), crowd].slice(-MOST_MOMENTS),
          small,
        }));
      });
      this.note(name, ({ large, small }) => ({
        large,
        small: [...small.filter((other) => !later(moment, other)), moment].slice(-MOST_MOMENTS),
      }));
    });
    const over = mine.catch(() => undefined);
    this.turns.set(name, over);
    try {
      await mine;
    } finally {
      if (this.turns.get(name) === over) this.turns.delete(name);
    }
  }

  /** Whether a list is known not to be too large; throws when it is known to be. */
  private isSmall(name: string, most: number, moment: Crowd): boolean {
    const known = this.known.get(name);
    if (known?.large.some((it) => later(moment, it))) throw new TooManySubjects(most);
    return known?.small.some((it) => later(it, moment)) ?? false;
  }

  private note(name: string, change: (known: Known) => Known): void {
    const known = this.known.get(name) ?? { large: [], small: [] };
    this.known.delete(name);
    this.known.set(name, change(known));
    if (this.known.size <= MOST_LISTS) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}

const crowds = new WeakMap<EventStore, Crowds>();

/** What this process knows of the crowds of a log. */
export function crowdsOf(store: EventStore): Crowds {
  const known = crowds.get(store) ?? new Crowds();
  crowds.set(store, known);
  return known;
}

/** Counts the subjects that a list meets: the moment there are more than `most`, it throws `TooManySubjects`. */
export class Subjects {
  private readonly known = new Set<string>();
  private latest = '';

  constructor(
    private readonly most: number,
    private readonly tooMany: (crowd: Crowd) => void = () => undefined,
  ) {}

  get count(): number {
    return this.known.size;
  }

  /** A subject, and the event that is about it, if one is looked at. */
  met(subject: string, event?: Pick<Recorded, 'position' | 'occurredOn'>): void {
    if (this.known.has(subject)) return;
    this.known.add(subject);
    if (event && event.occurredOn > this.latest) this.latest = event.occurredOn;
    if (this.known.size <= this.most) return;
    if (event) this.tooMany({ upTo: event.position, day: this.latest });
    throw new TooManySubjects(this.most);
  }
}
