import type pg from 'pg';
import { type EventStore, ORIGIN, type Place, type Position, type Recorded } from '#eventing';
import type { PointInTime } from '#read-model';
import { type EventCache, eventCacheOf } from './event-cache.js';

/** Places, field by field. */
interface Places {
  readonly positions: readonly Position[];
  readonly streams: readonly string[];
  readonly revisions: readonly number[];
}

/** Places looked up at first, and each time twice as many: who gives up early has not paid for all. */
const FIRST_PLACES = 8_192;
/** Few enough to be gone from memory soon, and to be folded while the next are read. */
const EVENTS_A_PAGE = 1_024;

/** Which events count in an answer. */
export interface Question {
  readonly types: readonly string[];
  readonly moment: PointInTime;
}

/** Whose events are looked for: those about these identities, or about any. */
export type Identities = readonly string[] | 'any';

/** Whether an event counts at a moment. */
export const countsAt = (event: Recorded, { upTo, clock, day }: PointInTime): boolean =>
  event.position <= upTo && (clock === 'recorded' || event.occurredOn <= day);

/** Finds events by the about index and reads them by their places. One instance answers one question. */
export class EventsTagged {
  private readonly cache: EventCache;

  constructor(
    private readonly pool: pg.Pool,
    store: EventStore,
    private readonly question: Question,
  ) {
    this.cache = eventCacheOf(store);
  }

  /** Pages of events, in position order; the next is read while one is looked at. */
  async *pages(identities: Identities): AsyncGenerator<Recorded[]> {
    let after = ORIGIN;
    for (let limit = FIRST_PLACES; ; limit *= 2) {
      const places = await this.places(identities, after, limit);
      let next = this.cache.at(places.slice(0, EVENTS_A_PAGE));
      for (let at = EVENTS_A_PAGE; at < places.length + EVENTS_A_PAGE; at += EVENTS_A_PAGE) {
        const page = await next;
        next = this.cache.at(places.slice(at, at + EVENTS_A_PAGE));
        // whoever stops here does not hear of it any more
        next.catch(() => undefined);
        yield page.filter((it) => countsAt(it, this.question.moment));
      }
      const last = places.at(-1);
      if (!last || places.length < limit) return;
      after = last.position;
    }
  }

  /** The events about these identities, in position order. */
  async all(identities: readonly string[]): Promise<Recorded[]> {
    const events: Recorded[] = [];
    for await (const page of this.pages(identities)) for (const event of page) events.push(event);
    return events;
  }

  /** Whether there are more than so many of them: it stops looking when there are. */
  async moreThan(count: number, identities: Identities): Promise<boolean> {
    const { types, moment } = this.question;
    const where = identities === 'any' ? 'place = 0' : 'identity = any($4)';
    const { rowCount } = await this.pool.query(
      `select from house.tags where type = any($1) and position <= $2 and ${where}
       offset $3 limit 1`,
      [types, moment.upTo, count, ...(identities === 'any' ? [] : [identities])],
    );
    return rowCount !== 0;
  }

  private async places(
    identities: Identities,
    after: Position,
    limit: number,
  ): Promise<readonly Place[]> {
    const { types, moment } = this.question;
    const [what, where, values] =
      identities === 'any'
        ? ['', 'place = 0', []]
        : ['distinct', 'identity = any($5)', [identities]];
    // as three lists: decoding a row for each place takes longer than finding it
    const { rows } = await this.pool.query<Places>(
      `select coalesce(json_agg(position), '[]') as positions,
         coalesce(json_agg(stream), '[]') as streams,
         coalesce(json_agg(revision), '[]') as revisions
       from (select ${what} position, stream, revision from house.tags
         where type = any($1) and position > $2 and position <= $3 and ${where}
         order by position limit $4) as p`,
      [types, after, moment.upTo, limit, ...values],
    );
    const { positions = [], streams = [], revisions = [] } = rows[0] ?? {};
    return positions.map((position, nth) => ({
      position,
      stream: streams[nth] ?? '',
      revision: revisions[nth] ?? 0,
    }));
  }
}
