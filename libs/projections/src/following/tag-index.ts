import { londonDay, type Position, type Recorded } from '#eventing';
import type { Work } from './work.js';
import type { Lease } from './lease.js';

/** The name under which the tag index follows the log. */
export const TAG_INDEX = 'house.tags';

/**
 * Keeps where each identity is named (`house.tags`) and where each London day of recording begins
 * (`house.days`): what every past answer starts from.
 */
export class TagIndex implements Work {
  readonly kind = 'index';
  readonly name = TAG_INDEX;
  readonly version = 1;
  private readonly days = new Set<string>();

  concerns(): boolean {
    return true;
  }

  async apply(lease: Lease, events: readonly Recorded[], to: Position): Promise<void> {
    const entries = events.flatMap((event) =>
      [...new Set(event.tags)].map((identity, place) => ({ identity, place, event })),
    );
    const days = this.newDays(events, lease.position);
    await lease.advanceBy(to, [
      {
        text: (at) =>
          `insert into house.tags (identity, position, stream, revision, type, place)
           select * from unnest($${at}::text[], $${at + 1}::text[], $${at + 2}::text[], $${at + 3}::int[],
             $${at + 4}::text[], $${at + 5}::int[]) where exists (select from moved)`,
        values: [
          entries.map((it) => it.identity),
          entries.map((it) => it.event.position),
          entries.map((it) => it.event.stream),
          entries.map((it) => it.event.revision),
          entries.map((it) => it.event.type),
          entries.map((it) => it.place),
        ],
      },
      {
        text: (at) =>
          `insert into house.days (day, first_position, before_position)
           select * from unnest($${at}::text[], $${at + 1}::text[], $${at + 2}::text[])
           where exists (select from moved) on conflict do nothing`,
        values: [days.map((it) => it.day), days.map((it) => it.first), days.map((it) => it.before)],
      },
    ]);
    for (const { day } of days) this.days.add(day);
  }

  /** The days that begin with these events, as far as this process knows. */
  private newDays(events: readonly Recorded[], checkpoint: Position) {
    const found = new Map<string, { day: string; first: Position; before: Position }>();
    let before = checkpoint;
    for (const { recordedOn, position } of events) {
      const day = londonDay(recordedOn);
      if (!this.days.has(day) && !found.has(day)) found.set(day, { day, first: position, before });
      before = position;
    }
    return [...found.values()];
  }
}
