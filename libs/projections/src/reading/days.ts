import type pg from 'pg';
import type { Position } from '#eventing';
import { believedOf, type DayRun, endOf, type OddDay, oddOf } from './believed-days.js';

/** The days of the log as the tag index knows them. Runs are only ever added, so each is read once. */
export class Days {
  private runs: DayRun[] = [];
  private believed: DayRun[] = [];

  constructor(private readonly pool: pg.Pool) {}

  /** The position at which a day ended; none while it has not. */
  async endOf(day: string): Promise<Position | undefined> {
    await this.readOn();
    return endOf(day, this.runs, this.believed);
  }

  /** The day on which the event at a position was recorded; '' before the first. */
  async at(position: Position): Promise<string> {
    await this.readOn();
    return this.believed.findLast((it) => it.first <= position)?.day ?? '';
  }

  /** Where clocks were days off; a day up to `latest` is none that cannot be yet. */
  async odd(latest: string): Promise<OddDay[]> {
    await this.readOn();
    return oddOf(this.runs, this.believed, latest);
  }

  private async readOn(): Promise<void> {
    const { rows } = await this.pool.query<DayRun>(
      `select day, first_position as first, before_position as before from house.days
       where first_position > $1 order by first_position`,
      [this.runs.at(-1)?.first ?? ''],
    );
    // another question may have read on meanwhile
    const known = this.runs.at(-1)?.first ?? '';
    const fresh = rows.filter((it) => it.first > known);
    if (fresh.length === 0) return;
    this.runs = [...this.runs, ...fresh];
    this.believed = believedOf(this.runs);
  }
}
