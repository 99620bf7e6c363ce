import type pg from 'pg';
import { type EventStore, isDay, ORIGIN, type Position } from '#eventing';
import { BadPointInTime, type PointInTime, NotReady } from '#read-model';
import { TAG_INDEX } from '../following/tag-index.js';
import type { Checkpoints } from '../following/checkpoints.js';

const PATIENCE_MS = 10_000;

/** Finds the moments that past answers are folded to. */
export class PointsInTime {
  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
    private readonly checkpoints: Checkpoints,
  ) {}

  /**
   * A day (`2025-03-31`) or a position of the log. `recorded` ends with the day or at the position; `occurred` takes
   * in everything known now, and leaves out what was true later than that day. Throws `BadPointInTime` or `NotReady`.
   */
  async of(asked: string, clock: PointInTime['clock']): Promise<PointInTime> {
    if (/^\d{4}-\d{2}-\d{2}$/.test(asked)) {
      if (!isDay(asked)) throw new BadPointInTime(asked, 'there is no such day in the calendar');
      const upTo = clock === 'occurred' ? await this.store.head() : await this.endOf(asked);
      return { asked, upTo, clock, day: asked };
    }
    const head = await this.store.head();
    if (asked !== ORIGIN && (shapeOf(asked) !== shapeOf(head) || asked > head))
      throw new BadPointInTime(
        asked,
        'give a day, as 2025-03-31, or a position that the log has reached',
      );
    await this.indexed(asked as Position);
    const day = await this.dayAt(asked as Position);
    return { asked, upTo: clock === 'occurred' ? head : (asked as Position), clock, day };
  }

  /** Waits until the about index has everything up to a position. Throws `NotReady`. */
  async indexed(position: Position): Promise<void> {
    if (!(await this.checkpoints.waitFor(TAG_INDEX, position, PATIENCE_MS)))
      throw new NotReady('the index of the past');
  }

  /** The last position before the first event recorded after a day; the head when there is none yet. */
  private async endOf(day: string): Promise<Position> {
    // the first event of a later day stays the first, so a row that is there needs no waiting
    const ended = await this.beforeDaysAfter(day);
    if (ended !== undefined) return ended;
    const head = await this.store.head();
    await this.indexed(head);
    const since = await this.beforeDaysAfter(day);
    return since ?? head;
  }

  private async beforeDaysAfter(day: string): Promise<Position | undefined> {
    const { rows } = await this.pool.query<{ before: Position }>(
      `select before_position as before from house.days where day > $1
       order by first_position limit 1`,
      [day],
    );
    return rows[0]?.before;
  }

  /** The day on which the event at a position was recorded; '' before the first. */
  private async dayAt(position: Position): Promise<string> {
    const { rows } = await this.pool.query<{ day: string }>(
      `select day from house.days where first_position <= $1 order by first_position desc limit 1`,
      [position],
    );
    return rows[0]?.day ?? '';
  }
}

/** All positions of one log look alike, whatever they mean. */
const shapeOf = (text: string): string => text.replaceAll(/\d/g, '9');
