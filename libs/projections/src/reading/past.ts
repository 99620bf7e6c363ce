import type pg from 'pg';
import { type AnyProjection, type EventStore, identityOf, type Scope } from '#eventing';
import { chosen, FoldError, type PointInTime, narrows, type Selection, tagsOf } from '#read-model';
import { Discards } from '../operators/discards.js';
import { Crowds, crowdsOf, Subjects } from './crowds.js';
import { EventsTagged } from './events-tagged.js';
import { applied, foldInto, keysOf, type RowData, typesOf } from '../folding/fold.js';
import { readTableOf } from '../tables/read-table.js';

/** How many subjects one past list may show, and how many it may look at when it is narrowed. */
export const MOST_SUBJECTS = 2_000;
const MOST_FOLDED = 20_000;

const KEYS_A_PAGE = 200;

/** Whether the holder of a scope may see a row. */
export const visible = (scope: Scope, row: RowData): boolean =>
  scope === 'all' || row.scope.some((it) => it === 'public' || scope.has(it));

/** Past rows: the same fold as that of live rows, over the events about a row's identity up to a moment. */
export class Past {
  private readonly discards: Discards;

  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
  ) {
    this.discards = new Discards(store);
  }

  /** One row as it was. */
  async row(
    projection: AnyProjection,
    key: string,
    moment: PointInTime,
  ): Promise<RowData | undefined> {
    const events = this.eventsFor(projection, moment);
    const honoured = await this.discards.honoured(projection);
    const row = (await this.fold(honoured, [key], events)).get(key);
    return row && { ...row };
  }

  /**
   * The rows asked for that the holder of a scope could see, in key order, after a key. Those that tags can tell are looked
   * for by their tags. Throws `TooManySubjects` before it answers with any; before it reads any, once that is known.
   */
  async *rows(
    declared: AnyProjection,
    scope: Scope,
    moment: PointInTime,
    selection: Selection,
    after: string,
  ): AsyncGenerator<RowData> {
    const events = this.eventsFor(declared, moment);
    const projection = await this.discards.honoured(declared);
    const tags = tagsOf(selection) ?? (await this.tagsOfScope(scope, projection));
    const most = narrows(selection) ? MOST_FOLDED : MOST_SUBJECTS;
    // what was discarded since concerns nobody any more: it is counted anew
    const crowds = projection === declared ? crowdsOf(this.store) : new Crowds();
    const list = JSON.stringify([declared.name, most, tags && [...tags].sort()]);
    await crowds.refuse(list, most, moment, async (note) => {
      if (!(await events.moreThan(most, tags ?? 'any'))) return;
      const met = new Subjects(most, note);
      for await (const page of events.pages(tags ?? 'any'))
        for (const event of page)
          for (const key of keysOf(projection, event)) met.met(identityOf(key), event);
    });
    const subjects = new Subjects(most);
    const rows = tags
      ? this.about(tags, projection, events, after, subjects)
      : this.every(projection, events, after, subjects);
    const passing = new Subjects(MOST_SUBJECTS);
    const kept: RowData[] = [];
    for await (const row of rows) {
      if (!visible(scope, row) || !chosen(selection, row)) continue;
      passing.met(identityOf(row.key));
      // with the first row all are met: those of more than may be shown are counted before any is
      if (subjects.count > MOST_SUBJECTS) kept.push({ ...row });
      else yield { ...row };
    }
    yield* kept;
  }

  /** The tags of all events that made rows which a scope may see; none when only looking at every event can tell. */
  private async tagsOfScope(
    scope: Scope,
    projection: AnyProjection,
  ): Promise<readonly string[] | undefined> {
    return scope === 'all' || (await this.hasPublicRows(projection)) ? undefined : [...scope];
  }

  /** The rows that events about these identities touched: what a scope may see is among them. */
  private async *about(
    identities: readonly string[],
    projection: AnyProjection,
    events: EventsTagged,
    after: string,
    subjects: Subjects,
  ): AsyncGenerator<RowData> {
    const keys = new Set<string>();
    for await (const page of events.pages(identities))
      for (const event of page)
        for (const key of keysOf(projection, event)) {
          subjects.met(identityOf(key), event);
          keys.add(key);
        }
    const left = [...keys].filter((it) => it > after).sort();
    for (let at = 0; at < left.length; at += KEYS_A_PAGE) {
      const page = left.slice(at, at + KEYS_A_PAGE);
      const rows = await this.fold(projection, page, events);
      for (const key of page) {
        const row = rows.get(key);
        if (row) yield row;
      }
    }
  }

  /** Every row, folded while the events are read. One that cannot be folded is told when its turn comes. */
  private async *every(
    projection: AnyProjection,
    events: EventsTagged,
    after: string,
    subjects: Subjects,
  ): AsyncGenerator<RowData> {
    const table = readTableOf(projection);
    const rows = new Map<string, RowData | FoldError | undefined>();
    for await (const page of events.pages('any'))
      for (const event of page)
        for (const key of keysOf(projection, event)) {
          const subject = identityOf(key);
          subjects.met(subject, event);
          const row = key > after ? rows.get(key) : undefined;
          if (key <= after || row instanceof FoldError || !event.tags.includes(subject)) continue;
          rows.set(key, appliedOrNot(projection, table, row, event, key));
        }
    for (const key of [...rows.keys()].sort()) {
      const row = rows.get(key);
      if (row instanceof FoldError) throw row;
      if (row) yield row;
    }
  }

  /** Whether the projection ever made a row that everyone may see; those are named by no identity of a scope. */
  private async hasPublicRows({ name }: AnyProjection): Promise<boolean> {
    const { rows } = await this.pool.query<{ found: boolean | null }>(
      'select bool_or(public_rows) as found from house.followers where name = $1',
      [name],
    );
    return rows[0]?.found ?? false;
  }

  private eventsFor(projection: AnyProjection, moment: PointInTime): EventsTagged {
    return new EventsTagged(this.pool, this.store, { types: typesOf(projection), moment });
  }

  private async fold(
    projection: AnyProjection,
    keys: readonly string[],
    about: EventsTagged,
  ): Promise<Map<string, RowData>> {
    const events = await about.all([...new Set(keys.map(identityOf))]);
    const rows = new Map<string, RowData>();
    foldInto(projection, readTableOf(projection), rows, events, new Set(keys));
    return rows;
  }
}

function appliedOrNot(...args: Parameters<typeof applied>): RowData | FoldError | undefined {
  try {
    return applied(...args);
  } catch (error) {
    if (error instanceof FoldError) return error;
    throw error;
  }
}
