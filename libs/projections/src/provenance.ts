import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { type EventStore, identityOf, type Recorded } from '#eventing';
import type { Moment, Provenance } from '#read-model';
import { Discards } from './discards.js';
import { FactsAbout } from './facts-about.js';
import { type AnyProjection, applied, keysOf, type RowData, typesOf } from './fold.js';
import { type ReadTable, readTableOf } from './read-table.js';

/** A row and the facts whose fold made it what it is. */
export interface Traced {
  readonly row: RowData;
  readonly provenance: Provenance;
}

/** Folds one row as of a moment and keeps what each fact changed; `undefined` when there is no row. */
export async function trace(
  pool: pg.Pool,
  store: EventStore,
  declared: AnyProjection,
  key: string,
  moment: Moment,
): Promise<Traced | undefined> {
  const about = new FactsAbout(pool, store, { types: typesOf(declared), moment });
  const facts = await about.all([identityOf(key)]);
  const projection = await new Discards(store).honoured(declared);
  const table = readTableOf(declared);
  let row: RowData | undefined;
  let made: Provenance['facts'] = [];
  for (const fact of facts) {
    if (!keysOf(projection, fact).includes(key)) continue;
    const next = applied(projection, table, row, fact, key);
    const changed = changes(table, row, next);
    // a row that was taken away and made again owes nothing to what was before
    if (!next) made = [];
    else if (changed.length > 0) made = [...made, entry(fact, changed)];
    row = next;
  }
  const { name, version } = projection;
  return row && { row, provenance: { key, projection: name, version, facts: made } };
}

const entry = (
  { id, type, stream, revision, position, recordedOn, occurredOn }: Recorded,
  changed: readonly string[],
): Provenance['facts'][number] => ({
  id,
  type,
  stream,
  revision,
  position,
  recordedOn,
  occurredOn,
  changed,
});

/** The properties whose value differs; those that have one, when the row is new. */
const changes = (table: ReadTable, before?: RowData, after?: RowData): string[] =>
  table.columns
    .map((it) => it.property)
    .filter((it) => !isDeepStrictEqual(plain(before?.[it]), plain(after?.[it])));

/** As JSON has it, so that an absent part and an undefined one are alike. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : (value ?? null);
