import type { EventStore, Position, Recorded } from '#eventing';
import { type PointInTime, TooManySubjects } from '#read-model';

/** Up to which position, and by which day, so many subjects were met. */
interface Crowd {
  readonly upTo: Position;
  readonly day: string;
}

/** Lists of which it is known, each by what it asks for; the longest unasked goes first. */
const MOST_LISTS = 500;
/** Crowds of one list, of which none tells what another does. */
const MOST_CROWDS = 50;

/**
 * Past lists that were found to concern too many subjects. The past only grows: what was too many up to a position is too
 * many up to any later one, and is refused there before anything is read.
 */
export class Crowds {
  private readonly known = new Map<string, readonly Crowd[]>();
  private readonly turns = new Map<string, Promise<void>>();

  /**
   * Throws `TooManySubjects` when a list concerns more than `most` at this moment: at once when that is known, otherwise when
   * `count` finds it out, which notes it. What many ask at once is counted by one after the other, until it is known.
   */
  async refuse(
    list: string,
    most: number,
    moment: PointInTime,
    count: (note: (crowd: Crowd) => void) => Promise<void>,
  ): Promise<void> {
    this.refuseKnown(list, most, moment);
    const before = this.turns.get(list);
    const mine = (before ?? Promise.resolve()).then(() => {
      this.refuseKnown(list, most, moment);
      return count((crowd) => this.note(list, moment, crowd));
    });
    const over = mine.catch(() => undefined);
    this.turns.set(list, over);
    try {
      await mine;
    } finally {
      if (this.turns.get(list) === over) this.turns.delete(list);
    }
  }

  private refuseKnown(list: string, most: number, { upTo, clock, day }: PointInTime): void {
    const name = `${clock} ${list}`;
    const crowds = this.known.get(name);
    if (!crowds) return;
    this.known.delete(name);
    this.known.set(name, crowds);
    if (crowds.some((it) => upTo >= it.upTo && (clock === 'recorded' || day >= it.day)))
      throw new TooManySubjects(most);
  }

  /** Notes that a list met too many subjects up to this position, all of them by this day. */
  private note(list: string, { clock }: PointInTime, crowd: Crowd): void {
    const name = `${clock} ${list}`;
    const others = (this.known.get(name) ?? []).filter(
      (it) => it.upTo < crowd.upTo || (clock === 'occurred' && it.day < crowd.day),
    );
    this.known.delete(name);
    this.known.set(name, [...others, crowd].slice(-MOST_CROWDS));
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
