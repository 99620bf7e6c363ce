import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { type AnyProjection, type EventStore, identityOf, type Recorded } from '#eventing';
import type { PointInTime, Provenance } from '#read-model';
import { Discards } from '../operators/discards.js';
import { EventsTagged } from './events-tagged.js';
import { applied, keysOf, type RowData, typesOf } from '../folding/fold.js';
import { type ReadTable, readTableOf } from '../tables/read-table.js';

/** A row and the events whose fold made it what it is. */
export interface Traced {
  readonly row: RowData;
  readonly provenance: Provenance;
}

/** Folds one row as of a moment and keeps what each event made of it; `undefined` when there is no row. */
export async function trace(
  pool: pg.Pool,
  store: EventStore,
  declared: AnyProjection,
  key: string,
  moment: PointInTime,
): Promise<Traced | undefined> {
  const about = new EventsTagged(pool, store, { types: typesOf(declared), moment });
  const events = await about.all([identityOf(key)]);
  const projection = await new Discards(store).honoured(declared);
  const table = readTableOf(declared);
  let row: RowData | undefined;
  let made: Provenance['events'] = [];
  for (const event of events) {
    if (!keysOf(projection, event).includes(key)) continue;
    const next = applied(projection, table, row, event, key);
    const changed = changes(table, row, next);
    // a row that was taken away and made again owes nothing to what was before
    if (!next) made = [];
    else if (changed.length > 0) made = [...made, entry(event, changed, next)];
    row = next;
  }
  const { name, version } = projection;
  return row && { row, provenance: { key, projection: name, version, events: made } };
}

const entry = (
  event: Recorded,
  changed: readonly string[],
  row: RowData,
): Provenance['events'][number] => {
  const { id, type, stream, revision, position, recordedOn, occurredOn } = event;
  return {
    ...{ id, type, stream, revision, position, recordedOn, occurredOn },
    ...{ changed, event, row },
  };
};

/** The properties whose value differs; those that have one, when the row is new. */
const changes = (table: ReadTable, before?: RowData, after?: RowData): string[] =>
  table.columns
    .map((it) => it.property)
    .filter((it) => !isDeepStrictEqual(plain(before?.[it]), plain(after?.[it])));

/** As JSON has it, so that an absent part and an undefined one are alike. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : (value ?? null);
