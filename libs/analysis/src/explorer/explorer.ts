import type pg from 'pg';
import type { Position, Scope } from '#eventing';
import { conditionOf } from '../index/in-sql.js';
import type { Selection } from '../index/selection.js';

/** What facts can be counted by. */
export const groupings = ['type', 'stream', 'identity'] as const;

/** One of them: by type and day, by stream, or by the identities that facts name. */
export type Grouping = (typeof groupings)[number];

/** Where a fact is and what it is about, without what it says. */
export interface Seen {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly recordedOn: string;
  readonly occurredOn: string;
  readonly correlationId: string;
  readonly about: readonly string[];
}

/** How many facts there are of one kind, and on which days the first and the last of them fall. */
export interface Count {
  /** The day and the type; the stream; or the identity. */
  readonly key: readonly string[];
  readonly facts: number;
  readonly first: string;
  readonly last: string;
}

/** What is explored: what is asked for, by whom, up to where in the log, and after which key of a page before. */
export interface Exploring {
  readonly selection: Selection;
  readonly scope: Scope;
  readonly upTo: Position;
  readonly after?: readonly string[];
  readonly limit: number;
}

const TIMEOUT = "begin read only; set local statement_timeout = '10s'";

/** What happened, in order, on either clock: from the index alone, so nothing that a fact says can come out. */
export class Explorer {
  constructor(private readonly pool: pg.Pool) {}

  /** The facts themselves, in the order of the clock that is asked for. */
  facts(exploring: Exploring): Promise<Seen[]> {
    const keys = keysOfFact(exploring.selection);
    return this.query<Seen>(
      exploring,
      keys,
      `select f.id, f.type, f.stream, f.revision, f.position, f.recorded_on as "recordedOn",
         f.occurred_on as "occurredOn", f.correlation_id as "correlationId", f.about
       from house.facts f`,
      `order by ${keys.join(', ')}`,
    );
  }

  /** How many there are, in the order of their keys. */
  counts(grouping: Grouping, exploring: Exploring): Promise<Count[]> {
    const day = dayOf(exploring.selection);
    const keys = { type: [day, 'f.type'], stream: ['f.stream'], identity: [IDENTITY] }[grouping];
    const named =
      grouping === 'identity'
        ? 'cross join lateral jsonb_array_elements_text(f.about) as i(identity)'
        : '';
    return this.query<Count>(
      exploring,
      keys,
      `select array[${keys.join(', ')}] as key, count(*)::int as facts, min(${day}) as first,
         max(${day}) as last
       from house.facts f ${named}`,
      `group by ${keys.join(', ')} order by ${keys.join(', ')}`,
    );
  }

  private async query<R>(
    { selection, scope, upTo, after, limit }: Exploring,
    keys: readonly string[],
    select: string,
    order: string,
  ): Promise<R[]> {
    const condition = conditionOf(selection, scope, 3);
    const at = 3 + condition.values.length;
    const beyond = after
      ? `and (${keys.join(', ')}) > (${keys.map((_, index) => `$${at + index}`).join(', ')})`
      : '';
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query(TIMEOUT);
      const { rows } = await client.query(
        `${select} where f.position <= $1 and ${condition.text} ${beyond} ${order} limit $2`,
        [upTo, limit, ...condition.values, ...(after ?? [])],
      );
      broken = false;
      return rows as R[];
    } finally {
      if (!broken) await client.query('commit');
      client.release(broken);
    }
  }
}

const IDENTITY = 'i.identity collate "C"';

const dayOf = ({ clock }: Selection): string =>
  clock === 'occurred' ? 'f.occurred_on' : 'f.recorded_day';

const keysOfFact = ({ clock }: Selection): readonly string[] =>
  clock === 'occurred' ? ['f.occurred_on', 'f.position'] : ['f.position'];

/** The key of a fact as a page continues after it. */
export const keyOf = ({ clock }: Selection, { occurredOn, position }: Seen): readonly string[] =>
  clock === 'occurred' ? [occurredOn, position] : [position];

/** How many parts the keys of a page have. */
export const partsOf = (grouping: Grouping | undefined, { clock }: Selection): number =>
  grouping === undefined ? (clock === 'occurred' ? 2 : 1) : grouping === 'type' ? 2 : 1;
