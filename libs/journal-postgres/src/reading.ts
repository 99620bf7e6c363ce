import type pg from 'pg';
import type { Envelope, Filter, Place, Position, Recorded } from '#eventing';
import { isConnectionLoss, isSilent, Unreachable } from './faults.js';
import { Patience } from './patience.js';
import { lazily, type RowText } from './lazy-event.js';
import { digitsOf, positionOf } from './position.js';
import { Together } from './together.js';

const COLUMNS = 'position, stream, revision, id, type, data, meta';
const PATIENCE_MS = 2_000;
const UNDEFINED_TABLE = '42P01';
/** Nothing is decoded as it arrives. */
const AS_TEXT: pg.CustomTypesConfig = { getTypeParser: () => (value: unknown) => value };

const WANTED = `($3::text[] is null or type = any ($3)) and ($4::text is null or starts_with(stream, $4))`;

/** An event as its `COLUMNS`: rows of many columns are decoded faster as lists. */
export type EventRow = readonly [
  position: string,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: unknown,
  meta: Envelope,
];

/** Where there was none: the columns of an outer join. */
type NoEvent = readonly null[];
const isEvent = (row: EventRow | NoEvent): row is EventRow => row[0] !== null;

/** Part of the log: events in order, and the position up to which nothing that was asked for is left out. */
export interface Stretch {
  readonly events: readonly Recorded[];
  readonly upTo: Position;
  /** Whether the log had nothing more. */
  readonly atEnd: boolean;
}

/** The queries of the log. No gap can be in it, so the next events are simply those of the next positions. */
export class Reading {
  private readonly together = new Together((streams: readonly string[]) => this.streams(streams));

  constructor(private readonly pool: pg.Pool) {}

  /** The events of one stream. */
  async stream(
    stream: string,
    { from, limit, backwards = false }: { from?: number; limit?: number; backwards?: boolean },
  ): Promise<Recorded[]> {
    if (from === undefined && limit === undefined && !backwards) return this.together.get(stream);
    const [edge, order, open] = backwards ? ['<=', 'desc', 2_147_483_647] : ['>=', 'asc', 0];
    return await this.events(
      `journal.stream.${order}`,
      `select ${COLUMNS} from journal.events where stream = $1 and revision ${edge} $2
        order by revision ${order} limit $3`,
      [stream, from ?? open, limit ?? null],
    );
  }

  /** The events of several streams, each whole; a stream without events is not among them. */
  async streams(streams: readonly string[]): Promise<Map<string, Recorded[]>> {
    const events = await this.events(
      'journal.streams',
      `select ${COLUMNS} from journal.events where stream = any($1) order by stream, revision`,
      [streams],
    );
    const found = new Map<string, Recorded[]>();
    for (const event of events) {
      const its = found.get(event.stream);
      if (its) its.push(event);
      else found.set(event.stream, [event]);
    }
    return found;
  }

  /** Events after a position, any number of positions further on. */
  async after(
    after: Position,
    options: { limit?: number; filter?: Filter; backwards?: boolean; lazy?: boolean },
  ): Promise<Recorded[]> {
    const { limit, filter = {}, backwards = false, lazy = false } = options;
    const order = backwards ? 'desc' : 'asc';
    return await this[lazy ? 'lazily' : 'events'](
      `journal.after.${order}`,
      `select ${COLUMNS} from journal.events where position > $1 and ${WANTED}
        order by position ${order} limit $2`,
      [digitsOf(after), limit ?? null, ...wantedOf(filter)],
    );
  }

  /** The events at some places. */
  async at(places: readonly Place[], { lazy = false } = {}): Promise<Recorded[]> {
    return await this[lazy ? 'lazily' : 'events'](
      'journal.at',
      `select ${COLUMNS} from journal.events where position = any($1::bigint[]) order by position`,
      [places.map((it) => digitsOf(it.position))],
    );
  }

  /** The next events among the `reach` positions after one: bounded work, however rare what is asked for. */
  async stretch(after: Position, limit: number, reach: number, filter: Filter): Promise<Stretch> {
    const rows = await this.query<readonly [head: string, ...(EventRow | NoEvent)]>({
      name: 'journal.stretch',
      text: `select h.position, f.* from journal.head as h left join lateral (
          select ${COLUMNS} from journal.events
           where position > $1 and position <= $1::bigint + $5::bigint and ${WANTED}
           order by position limit $2) as f on true order by f.position`,
      values: [digitsOf(after), limit, ...wantedOf(filter), reach],
    });
    const events = rows.flatMap(([, ...row]) => (isEvent(row) ? [recordedOf(row)] : []));
    const start = BigInt(digitsOf(after));
    const head = BigInt(rows[0]?.[0] ?? 0);
    const reached = start + BigInt(reach);
    const last = events.at(-1);
    if (last && events.length === limit)
      return { events, upTo: last.position, atEnd: last.position === positionOf(head) };
    if (head >= reached) return { events, upTo: positionOf(reached), atEnd: head === reached };
    return { events, upTo: head > start ? positionOf(head) : after, atEnd: true };
  }

  /** The id of the log and its last position. */
  async head(): Promise<{ logId: string; position: Position }> {
    const [row] = await this.query<readonly [logId: string, position: string]>({
      name: 'journal.head',
      text: 'select log_id, position from journal.head',
      values: [],
    }).catch((error: unknown) => {
      if ((error as pg.DatabaseError).code === UNDEFINED_TABLE) return [];
      throw error;
    });
    if (!row) throw new Error('there is no log in this database: apply journalMigrations first');
    return { logId: row[0], position: positionOf(row[1]) };
  }

  private async events(name: string, text: string, values: unknown[]): Promise<Recorded[]> {
    return (await this.query<EventRow>({ name, text, values })).map(recordedOf);
  }

  /** The same, undecoded. */
  private async lazily(name: string, text: string, values: unknown[]): Promise<Recorded[]> {
    return (await this.query<RowText>({ name, text, values, types: AS_TEXT })).map(lazily);
  }

  /** Reading again is harmless, so a connection that broke is not the caller's concern unless it lasts. */
  private async query<R extends readonly unknown[]>(config: pg.QueryConfig): Promise<R[]> {
    const patience = new Patience(PATIENCE_MS);
    for (;;) {
      try {
        const { rows } = await this.pool.query({ ...config, rowMode: 'array' });
        return rows as unknown as R[];
      } catch (error) {
        if (!isConnectionLoss(error)) throw error;
        if (isSilent(error) || !(await patience.wait())) throw new Unreachable(error);
      }
    }
  }
}

const wantedOf = ({ types, category }: Filter): unknown[] => [
  types ?? null,
  category === undefined ? null : `${category}-`,
];

/** Made of the envelope itself, which is nobody else's: copying it would cost more than all the rest. */
export function recordedOf([at, stream, revision, id, type, data, meta]: EventRow): Recorded {
  const position = positionOf(at);
  return Object.assign(meta, { id, stream, revision, position, type, data });
}
