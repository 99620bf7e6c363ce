import type pg from 'pg';
import type { Asking, Audiences, Position } from '#eventing';
import { TooManySubjects } from '#read-model';
import { candidates } from '../index/events.js';
import { conditionOf, streamsOf } from '../index/in-sql.js';
import type { Selection } from '../index/selection.js';

/** What events can be counted by. */
export const groupings = ['type', 'stream', 'identity'] as const;

/** One of them: by type and day, by stream, or by the identities that events name. */
export type Grouping = (typeof groupings)[number];

/** Where an event is and what it is about, without what it says. */
export interface Seen {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly recordedOn: string;
  readonly occurredOn: string;
  readonly correlationId: string;
  readonly tags: readonly string[];
}

/** How many events there are of one kind, and on which days the first and the last of them fall. */
export interface Count {
  /** The day and the type; the stream; or the identity. */
  readonly key: readonly string[];
  readonly events: number;
  readonly first: string;
  readonly last: string;
}

/** What is explored: what is asked for, by whom, up to where in the log, and after which key of a page before. */
export interface Exploring {
  readonly selection: Selection;
  readonly caller: Asking;
  readonly upTo: Position;
  readonly after?: readonly string[] | undefined;
  readonly limit: number;
}

/** A page of what was explored, and the key after which the next one begins. */
export interface Explored<R> {
  readonly items: readonly R[];
  readonly next?: readonly string[];
}

/** How many streams are asked whose they are before a count. */
const MOST_ASKED = 2_000;

const TIMEOUT = "begin read only; set local statement_timeout = '10s'";

/** What happened, in order, on either clock: from the index alone, so nothing that an event says can come out. */
export class Explorer {
  constructor(
    private readonly pool: pg.Pool,
    private readonly audiences: Audiences,
  ) {}

  /** The events themselves, in the order of the clock that is asked for; a page that is shorter is not always the last. */
  async events(exploring: Exploring): Promise<Explored<Seen>> {
    const { selection, caller } = exploring;
    const keys = keysOfEvent(selection);
    const { items, next } = await this.query<Seen>(
      exploring,
      keys,
      `select f.id, f.type, f.stream, f.revision, f.position, f.recorded_on as "recordedOn",
         f.occurred_on as "occurredOn", f.correlation_id as "correlationId", f.tags
       from house.events f`,
      `order by ${keys.join(', ')}`,
      (it) => keyOf(selection, it),
    );
    const { identity } = selection;
    const known = (await this.audiences.events(caller, items)).filter(
      (it) => identity === undefined || it.tags.includes(identity),
    );
    return { items: known, ...(next ? { next } : {}) };
  }

  /**
   * How many there are, in the order of their keys: of those that the caller is shown whole. Throws `TooManySubjects` where
   * too many streams would have to be asked whose they are.
   */
  async counts(grouping: Grouping, exploring: Exploring): Promise<Explored<Count>> {
    const day = dayOf(exploring.selection);
    const keys = { type: [day, 'f.type'], stream: ['f.stream'], identity: [IDENTITY] }[grouping];
    const named =
      grouping === 'identity'
        ? 'cross join lateral jsonb_array_elements_text(f.tags) as i(identity)'
        : '';
    return this.query<Count>(
      { ...exploring, hidden: await this.hiddenFrom(exploring) },
      keys,
      `select array[${keys.join(', ')}] as key, count(*)::int as events, min(${day}) as first,
         max(${day}) as last
       from house.events f ${named}`,
      `group by ${keys.join(', ')} order by ${keys.join(', ')}`,
      (it) => it.key,
    );
  }

  /** Of the streams that counts would be of, those that the caller is not shown whole. */
  private async hiddenFrom(exploring: Exploring): Promise<readonly string[]> {
    const categories = this.audiences.aggregates.withAudience();
    if (categories.length === 0) return [];
    const { items } = await this.query<{ stream: string }>(
      { ...exploring, after: undefined, limit: MOST_ASKED },
      [],
      'select distinct f.stream from house.events f',
      '',
      () => [],
      `and (${categories.map((it) => streamsOf(it, 'f')).join(' or ')})`,
    );
    if (items.length >= MOST_ASKED) throw new TooManySubjects(MOST_ASKED);
    const shown = await this.audiences.shown(
      exploring.caller,
      items.map((it) => it.stream),
    );
    return [...shown].filter(([, it]) => it !== 'everything').map(([stream]) => stream);
  }

  private async query<R extends object>(
    {
      selection,
      caller,
      upTo,
      after,
      limit,
      hidden = [],
    }: Exploring & { hidden?: readonly string[] },
    keys: readonly string[],
    select: string,
    order: string,
    keyOfRow: (row: R) => readonly string[],
    besides = '',
  ): Promise<Explored<R>> {
    const condition = conditionOf(selection, candidates(caller, this.audiences), 4);
    const at = 4 + condition.values.length;
    const beyond = after
      ? `and (${keys.join(', ')}) > (${keys.map((_, index) => `$${at + index}`).join(', ')})`
      : '';
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query(TIMEOUT);
      const { rows } = await client.query(
        `${select} where f.position <= $1 and f.stream <> all($3::text[]) and ${condition.text} ${besides}
         ${beyond} ${order} limit $2`,
        [upTo, limit + 1, hidden, ...condition.values, ...(after ?? [])],
      );
      broken = false;
      const items = rows.slice(0, limit) as R[];
      const last = items.at(-1);
      return { items, ...(rows.length > limit && last ? { next: keyOfRow(last) } : {}) };
    } finally {
      if (!broken) await client.query('commit');
      client.release(broken);
    }
  }
}

const IDENTITY = 'i.identity collate "C"';

const dayOf = ({ clock }: Selection): string =>
  clock === 'occurred' ? 'f.occurred_on' : 'f.recorded_day';

const keysOfEvent = ({ clock }: Selection): readonly string[] =>
  clock === 'occurred' ? ['f.occurred_on', 'f.position'] : ['f.position'];

/** The key of an event as a page continues after it. */
export const keyOf = ({ clock }: Selection, { occurredOn, position }: Seen): readonly string[] =>
  clock === 'occurred' ? [occurredOn, position] : [position];

/** How many parts the keys of a page have. */
export const partsOf = (grouping: Grouping | undefined, { clock }: Selection): number =>
  grouping === undefined ? (clock === 'occurred' ? 2 : 1) : grouping === 'type' ? 2 : 1;
