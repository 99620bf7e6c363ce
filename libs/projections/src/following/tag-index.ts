import { londonDay, plusDays, type Position, type Recorded } from '#eventing';
import type pg from 'pg';
import type { Work } from './work.js';
import type { Lease } from './lease.js';

/** The name under which the tag index follows the log. */
export const TAG_INDEX = 'house.tags';

/**
 * Keeps where each identity is named (`house.tags`) and where runs of one London day of
 * recording begin (`house.days`): what every past answer starts from.
 */
export class TagIndex implements Work {
  readonly kind = 'index';
  readonly name = TAG_INDEX;
  readonly version = 1;
  /** The day of the run that is under way. */
  private day = '';

  constructor(private readonly pool: pg.Pool) {}

  async begin(): Promise<void> {
    const { rows } = await this.pool.query<{ day: string }>(
      'select day from house.days order by first_position desc limit 1',
    );
    this.day = rows[0]?.day ?? '';
  }

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
    this.day = days.at(-1)?.day ?? this.day;
  }

  /** The runs that begin with these events. A day earlier than the run's is a clock that is a little behind, and no other run. */
  private newDays(events: readonly Recorded[], checkpoint: Position) {
    const found: { day: string; first: Position; before: Position }[] = [];
    let [current, before] = [this.day, checkpoint];
    for (const { recordedOn, position } of events) {
      const day = londonDay(recordedOn);
      if (day !== current && (current === '' || day !== plusDays(current, -1))) {
        found.push({ day, first: position, before });
        current = day;
      }
      before = position;
    }
    return found;
  }
}
