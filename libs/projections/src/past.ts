import type pg from 'pg';
import { type EventStore, identityOf, type Scope } from '#eventing';
import { Discards } from './discards.js';
import { FactsAbout } from './facts-about.js';
import { type AnyProjection, foldInto, keysOf, type RowData, typesOf } from './fold.js';
import { type Moment, TooManySubjects } from './readings.js';
import { readTableOf } from './read-table.js';

/** How many subjects one past list may concern. */
export const MOST_SUBJECTS = 2_000;

const KEYS_A_PAGE = 200;

/** Whether the holder of a scope may see a row. */
export const visible = (scope: Scope, row: RowData): boolean =>
  scope === 'all' || row.scope.some((it) => it === 'public' || scope.has(it));

/** Past rows: the same fold as that of live rows, over the facts about a row's identity up to a moment. */
export class Past {
  private readonly discards: Discards;

  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
  ) {
    this.discards = new Discards(store);
  }

  /** One row as it was. */
  async row(projection: AnyProjection, key: string, moment: Moment): Promise<RowData | undefined> {
    const facts = this.factsFor(projection, moment);
    const honoured = await this.discards.honoured(projection);
    const row = (await this.fold(honoured, [key], facts)).get(key);
    return row && { ...row };
  }

  /**
   * The rows that the holder of a scope could see, in key order, after a key. Throws `TooManySubjects` before it
   * folds any.
   */
  async *rows(
    declared: AnyProjection,
    scope: Scope,
    moment: Moment,
    after: string,
  ): AsyncGenerator<RowData> {
    const facts = this.factsFor(declared, moment);
    const projection = await this.discards.honoured(declared);
    const keys = await this.keys(projection, scope, facts);
    const left = [...keys].filter((it) => it > after).sort();
    for (let at = 0; at < left.length; at += KEYS_A_PAGE) {
      const page = left.slice(at, at + KEYS_A_PAGE);
      const rows = await this.fold(projection, page, facts);
      for (const key of page) {
        const row = rows.get(key);
        if (row && visible(scope, row)) yield { ...row };
      }
    }
  }

  /** Every key that a fact about the scope touched by then: what may be visible is among them. */
  private async keys(
    projection: AnyProjection,
    scope: Scope,
    facts: FactsAbout,
  ): Promise<Set<string>> {
    const everything = scope === 'all' || (await this.hasPublicRows(projection));
    const identities = everything ? 'any' : [...scope];
    const keys = new Set<string>();
    const subjects = new Set<string>();
    for await (const page of facts.pages(identities))
      for (const fact of page)
        for (const key of keysOf(projection, fact)) {
          keys.add(key);
          subjects.add(identityOf(key));
          if (subjects.size > MOST_SUBJECTS) throw new TooManySubjects(MOST_SUBJECTS);
        }
    return keys;
  }

  /** Whether the projection ever made a row that everyone may see; those are named by no identity of a scope. */
  private async hasPublicRows({ name }: AnyProjection): Promise<boolean> {
    const { rows } = await this.pool.query<{ found: boolean | null }>(
      'select bool_or(public_rows) as found from house.followers where name = $1',
      [name],
    );
    return rows[0]?.found ?? false;
  }

  private factsFor(projection: AnyProjection, moment: Moment): FactsAbout {
    return new FactsAbout(this.pool, this.store, { types: typesOf(projection), moment });
  }

  private async fold(
    projection: AnyProjection,
    keys: readonly string[],
    about: FactsAbout,
  ): Promise<Map<string, RowData>> {
    const facts = await about.all([...new Set(keys.map(identityOf))]);
    const rows = new Map<string, RowData>();
    foldInto(projection, readTableOf(projection), rows, facts, new Set(keys));
    return rows;
  }
}
