import {
  type Aggregates,
  type AnyProcess,
  type EventStore,
  type CommandHandling,
  londonDay,
  ORIGIN,
  type Position,
  type SetClock,
} from '#eventing';
import { type Planned, Reaction } from './reaction.js';

/** When commands of a day are sent that somebody else's clock passes over: early, before people are at work. */
const EARLY = 'T06:00:00.000Z';

/**
 * Lets processes act by hand while a story is told: in the order of the log, each command before the next event, and those
 * of a later day when the clock gets there. So a story is the same every time. The command ids are those of the
 * runner's own followers, which find everything done when they come to it.
 */
export class Conductor {
  private position: Position = ORIGIN;
  private planned: (Planned & { readonly reaction: Reaction })[] = [];
  private told: string | undefined;
  private readonly reactions: readonly Reaction[];

  constructor(
    private readonly store: EventStore,
    handling: CommandHandling,
    aggregates: Aggregates,
    processes: readonly AnyProcess[],
    private readonly clock: SetClock,
  ) {
    this.reactions = processes.map((it) => new Reaction(it, handling, aggregates));
  }

  /** Handles every event since the last time, and those that come of it. */
  async catchUp(): Promise<void> {
    // what was due before this was judged by whoever told the story so far, on what was known then
    this.told ??= (await this.store.readAll(ORIGIN, { limit: 1, backwards: true }))[0]?.recordedOn;
    for (;;) {
      const events = await this.store.readAll(this.position, { limit: 500 });
      const last = events.at(-1);
      if (!last) return;
      for (const event of events) {
        await this.act(londonDay(event.recordedOn));
        // at its own instant, also when a story that was cut short is taken up
        this.clock.set(event.recordedOn);
        for (const reaction of this.reactions) {
          const { planned } = await reaction.to(event);
          this.planned.push(...planned.map((it) => ({ ...it, reaction })));
        }
        this.position = event.position;
      }
    }
  }

  /** Lets the days pass up to an instant, and what is due on them happen. */
  async passTo(instant: string): Promise<void> {
    const day = londonDay(instant);
    while (this.next(day)) {
      await this.act(day);
      await this.catchUp();
    }
    this.clock.set(instant);
  }

  private async act(day: string): Promise<void> {
    for (let due = this.next(day); due; due = this.next(day)) {
      this.planned = this.planned.filter((it) => it !== due);
      const early = `${due.notBefore}${EARLY}`;
      if (early < (this.told ?? '')) continue;
      if (early > this.clock.now()) this.clock.set(early);
      await due.reaction.due(due.event, due.place);
    }
  }

  /** The earliest that is due by a day. */
  private next(day: string) {
    return this.planned
      .filter((it) => it.notBefore <= day)
      .reduce<(typeof this.planned)[number] | undefined>(
        (first, it) => (first && first.notBefore <= it.notBefore ? first : it),
        undefined,
      );
  }
}
