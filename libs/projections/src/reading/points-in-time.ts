import type pg from 'pg';
import { type EventStore, isDay, ORIGIN, type Position } from '#eventing';
import { BadPointInTime, type PointInTime, NotReady } from '#read-model';
import { TAG_INDEX } from '../following/tag-index.js';
import type { Checkpoints } from '../following/checkpoints.js';
import { Days } from './days.js';

const PATIENCE_MS = 10_000;

/** Finds the moments that past answers are folded to. */
export class PointsInTime {
  private readonly days: Days;

  constructor(
    pool: pg.Pool,
    private readonly store: EventStore,
    private readonly checkpoints: Checkpoints,
  ) {
    this.days = new Days(pool);
  }

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
    const day = await this.days.at(asked as Position);
    return { asked, upTo: clock === 'occurred' ? head : (asked as Position), clock, day };
  }

  /** Waits until the about index has everything up to a position. Throws `NotReady`. */
  async indexed(position: Position): Promise<void> {
    if (!(await this.checkpoints.waitFor(TAG_INDEX, position, PATIENCE_MS)))
      throw new NotReady('the index of the past');
  }

  /** The last position before the first event recorded after a day; the head when there is none yet. */
  private async endOf(day: string): Promise<Position> {
    // what is believed stays so unless a clock was days off, so a day that has ended needs no waiting
    const ended = await this.days.endOf(day);
    if (ended !== undefined) return ended;
    const head = await this.store.head();
    await this.indexed(head);
    const since = await this.days.endOf(day);
    return since ?? head;
  }
}

/** All positions of one log look alike, whatever they mean. */
const shapeOf = (text: string): string => text.replaceAll(/\d/g, '9');
