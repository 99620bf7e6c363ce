import {
  type Appended,
  type Delivery,
  ORIGIN,
  type Position,
  type Recorded,
  type Stored,
} from '#eventing';
import { MemoryEventStore } from '../memory-store.js';
import type { Chance } from './chance.js';

/** A subscription to the log, from a position on. */
export interface Following {
  /** Up to where it has delivered. */
  at: Position;
  hasNews(): boolean;
  /** What comes next; `undefined` when the subscription ends. */
  next(ending: boolean): Promise<Delivery | undefined>;
}

/** How often a subscription misbehaves, each time it delivers. */
const OFTEN = 0.15;

/** A log in memory whose subscriptions end, break, and deliver again and in odd batches while they are unruly. */
export class UnrulyLog {
  readonly store = new MemoryEventStore();
  /** Every event, in order; those that were appended here. */
  events: readonly Recorded[] = [];
  unruly = false;
  /** The latest day that the wall clock showed, and on which of them each event was appended. */
  day = '';
  readonly days = new Map<string, string>();

  constructor(private readonly chance: Chance) {}

  /** The position of the last event. */
  get head(): Position {
    return this.events.at(-1)?.position ?? ORIGIN;
  }

  async append(...args: Parameters<MemoryEventStore['append']>): Promise<Appended> {
    const appended = await this.store.append(...args);
    this.events = await this.store.readAll(ORIGIN);
    for (const { id } of args[1]) if (!this.days.has(id)) this.days.set(id, this.day);
    return appended;
  }

  /** What an append stored whose last event stands at a position. */
  stored(upTo: Position, count: number): Stored {
    const end = this.events.findIndex((it) => it.position === upTo) + 1;
    const events = this.events.slice(end - count, end);
    const after = this.events[end - count - 1]?.position ?? ORIGIN;
    return { after, upTo, count, events: () => structuredClone(events) };
  }

  follow(after: Position, batch: number): Following {
    let told: Position | undefined;
    const following: Following = {
      at: after,
      hasNews: () => this.head > following.at || told !== following.at,
      next: async (ending) => {
        const misbehaves = this.unruly && this.chance.happens(OFTEN);
        const how = misbehaves
          ? this.chance.pick(['ends', 'breaks', 'repeats'] as const)
          : 'is-well';
        if (ending || how === 'ends') return undefined;
        if (how === 'breaks') throw new Error('the log hung up');
        const back = how === 'repeats' ? this.chance.between(1, 4) : 0;
        const limit = this.unruly ? this.chance.between(1, 6) : batch;
        const seen = this.events.filter((it) => it.position <= following.at).length;
        const from = Math.max(0, seen - back);
        const events = this.events.slice(from, Math.max(from + limit, seen));
        if (events.length === 0 || (back === 0 && seen === this.events.length)) {
          told = following.at;
          return { kind: 'caughtUp', position: following.at };
        }
        const last = events.at(-1)?.position ?? following.at;
        if (last > following.at) following.at = last;
        return { kind: 'events', events };
      },
    };
    return following;
  }
}
