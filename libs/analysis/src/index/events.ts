import type pg from 'pg';
import {
  type Asking,
  type Audiences,
  type EventStore,
  ORIGIN,
  type Place,
  type Position,
  type Recorded,
} from '#eventing';
import { TAG_INDEX } from '#projections';
import { EVENT_INDEX } from './event-index.js';
import { type Candidates, conditionOf } from './in-sql.js';
import { load } from './load.js';
import { filterOf, isPlain, type Selection, selects } from './selection.js';
import type { Bounds, Correlated, Stretch } from './stretch.js';

const SCAN = 1_000;
/** How many events one call looks at where nothing is indexed: an answer is bounded, and says how far it got. */
const REACH = 20_000;

/** Who is given events: a caller, of whom their audiences are asked; or whoever runs the machine, who reads the log whole. */
export type LogReader = Asking | 'machine';

const seesAll = (reader: LogReader): boolean => reader === 'machine' || reader.scope === 'all';

/**
 * Finds events, whichever store holds them: by the index as far as that is, and in the log itself beyond, so that an
 * answer is whole though nobody may be indexing.
 */
export class Events {
  /** Without audiences nobody is served but those who run the machine. */
  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
    private readonly audiences?: Audiences,
  ) {}

  /** The next events of a selection that a reader may know, in position order: fewer than asked for are not always the last. */
  async next(selection: Selection, reader: LogReader, bounds: Bounds): Promise<Stretch> {
    const { after, upTo, limit } = bounds;
    if (isPlain(selection) && seesAll(reader)) return this.scan(selection, reader, bounds);
    const indexed = least(await this.indexedUpTo(), upTo);
    if (after >= indexed) return this.scan(selection, reader, bounds);
    const places = await this.places(selection, reader, { after, upTo: indexed, limit });
    const loaded = await load(this.store, places);
    const events = await this.among(loaded, selection, reader);
    const last = loaded.at(-1);
    if (last && loaded.length === limit) return { events, upTo: last.position };
    if (indexed >= upTo) return { events, upTo };
    const more = { after: indexed, upTo, limit: limit - events.length };
    const rest = await this.scan(selection, reader, more);
    return { events: [...events, ...rest.events], upTo: rest.upTo };
  }

  /** The last events of a selection, oldest first; of a whole log, for those who run it. */
  async last(selection: Selection, limit: number): Promise<Recorded[]> {
    const filter = filterOf(selection);
    if (isPlain(selection)) {
      const events = await this.store.readAll(ORIGIN, { limit, backwards: true, filter });
      return events.reverse();
    }
    const indexed = await this.indexedUpTo();
    const upTo = await this.store.head();
    let wanted: readonly Recorded[] = [];
    for (let after = indexed; after < upTo;) {
      const late = await this.scan(selection, 'machine', { after, upTo, limit: Infinity });
      wanted = [...wanted, ...late.events].slice(-limit);
      after = late.upTo;
    }
    if (wanted.length === limit) return [...wanted];
    const rest = { after: ORIGIN, upTo: indexed, limit: limit - wanted.length };
    const places = await this.places(selection, 'machine', rest, 'desc');
    return [...(await load(this.store, places)), ...wanted];
  }

  /** One event by its id, if it is within their knowledge. */
  async one(id: string, reader: LogReader): Promise<Recorded | undefined> {
    const [found] = await this.by('id', id, (it) => it.id === id, 1);
    return (await this.known(reader, found ? [found] : []))[0];
  }

  /**
   * The events of one correlation in position order after a position: of `limit` of them those that are within their
   * knowledge, and where the rest goes on when there is more.
   */
  async correlated(
    correlationId: string,
    reader: LogReader,
    { after = ORIGIN, limit }: { readonly after?: Position; readonly limit: number },
  ): Promise<Correlated> {
    const is = (it: Recorded): boolean => it.correlationId === correlationId;
    const found = await this.by('correlation_id', correlationId, is, limit + 1, after);
    const events = await this.known(reader, found.slice(0, limit));
    const last = found[limit - 1];
    return found.length > limit && last ? { events, next: last.position } : { events };
  }

  /** Of some events, those that a reader may know that a selection asks for. */
  async among(
    events: readonly Recorded[],
    selection: Selection,
    reader: LogReader,
  ): Promise<readonly Recorded[]> {
    const asked = events.filter((it) => selects(selection, it));
    // what is withheld is not to be found by asking for it either
    return (await this.known(reader, asked)).filter((it) => selects(selection, it));
  }

  private async known(
    reader: LogReader,
    events: readonly Recorded[],
  ): Promise<readonly Recorded[]> {
    if (reader === 'machine') return events;
    return (await this.audiences?.events(reader, events)) ?? [];
  }

  /** The position up to which both indexes have everything. */
  async indexedUpTo(): Promise<Position> {
    const { rows } = await this.pool.query<{ position: Position }>(
      `select coalesce(min(position), '') as position from house.followers
       where live and name = any($1) having count(*) = 2`,
      [[TAG_INDEX, EVENT_INDEX]],
    );
    return rows[0]?.position ?? ORIGIN;
  }

  /** Looks in the log itself, at a bounded part of it. */
  private async scan(selection: Selection, reader: LogReader, bounds: Bounds): Promise<Stretch> {
    const { upTo, limit } = bounds;
    const filter = filterOf(selection);
    const size = isPlain(selection) && seesAll(reader) ? Math.min(limit, SCAN) : SCAN;
    const found: Recorded[] = [];
    let { after } = bounds;
    for (let looked = 0; after < upTo && looked < REACH;) {
      const events = await this.store.readAll(after, { limit: size, filter });
      const near = events.filter((it) => it.position <= upTo);
      for (const it of await this.among(near, selection, reader)) {
        found.push(it);
        if (found.length === limit) return { events: found, upTo: it.position };
      }
      looked += near.length;
      const last = near.at(-1);
      after = last && near.length === events.length ? last.position : upTo;
    }
    return { events: found, upTo: after };
  }

  private async places(
    selection: Selection,
    reader: LogReader,
    { after, upTo, limit }: Bounds,
    order: 'asc' | 'desc' = 'asc',
  ): Promise<Place[]> {
    const { text, values } = conditionOf(selection, candidates(reader, this.audiences), 4);
    const { rows } = await this.pool.query<Place>(
      `select f.position, f.stream, f.revision from house.events f
       where f.position > $1 and f.position <= $2 and ${text} order by f.position ${order} limit $3`,
      [after, upTo, limit, ...values],
    );
    return rows;
  }

  private async by(
    column: 'id' | 'correlation_id',
    value: string,
    is: (event: Recorded) => boolean,
    limit: number,
    after = ORIGIN,
  ): Promise<Recorded[]> {
    const indexed = await this.indexedUpTo();
    const { rows } = await this.pool.query<Place>(
      `select position, stream, revision from house.events
       where ${column} = $1 and position > $2 and position <= $3 order by position limit $4`,
      [value, after, indexed, limit],
    );
    const found = await load(this.store, rows);
    for (let at = indexed > after ? indexed : after; found.length < limit;) {
      const events = await this.store.readAll(at, { limit: SCAN });
      found.push(...events.filter(is).slice(0, limit - found.length));
      const last = events.at(-1);
      if (!last) break;
      at = last.position;
    }
    return found;
  }
}

/** What a reader may know lies among these; their audiences are asked of what is found. */
export const candidates = (reader: LogReader, audiences?: Audiences): Candidates => ({
  scope: reader === 'machine' ? 'all' : reader.scope,
  categories: audiences?.aggregates.withAudience() ?? [],
});

const least = (one: Position, other: Position): Position => (one < other ? one : other);
