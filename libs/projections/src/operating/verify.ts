import type pg from 'pg';
import { type AnyProjection, type EventStore, ORIGIN, type Position } from '#eventing';
import { Discards } from '../operators/discards.js';
import { foldInto, handles, type RowData } from '../folding/fold.js';
import type { FollowerId } from '../following/follower-id.js';
import { parkedFrom, withoutParked } from '../operators/parked.js';
import { type ReadTable, readTableOf } from '../tables/read-table.js';
import { asRecords } from '../tables/rows.js';
import { transaction } from '../tables/transaction.js';

/** Whether a read model equals a fold of the log from nothing. */
export interface Verification {
  readonly projection: string;
  readonly version: number;
  /** The checkpoint at which it was compared. */
  readonly position: Position;
  readonly rows: number;
  /** How many events were folded. */
  readonly events: number;
  readonly ok: boolean;
  /** How many keys wait for an operator; their rows are compared as they stood before. */
  readonly parked: number;
  /** The first row, in key order, that is not as the log has it; absent rows are null. */
  readonly difference?: Difference;
}

/** A row as the log has it and as it was found, under the names of its columns. */
export interface Difference {
  readonly key: string;
  readonly expected: Record<string, unknown> | null;
  readonly found: Record<string, unknown> | null;
}

const UNDEFINED_TABLE = '42P01';
const EVENTS_A_READ = 5_000;
const ROWS_A_CHUNK = 1_000;

/** Folds the whole log in memory and compares each row, while the projection goes on. Holds every row in memory. */
export function verifyProjection(options: {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly projection: AnyProjection;
}): Promise<Verification> {
  const { store, pool, projection } = options;
  const { name, version } = projection;
  const table = readTableOf(projection);
  return transaction(
    pool,
    async (client) => {
      // before the snapshot is taken: nothing takes the place of the table meanwhile
      await client
        .query(`lock table ${table.name} in access share mode`)
        .catch((error: unknown) => {
          throw (error as { code?: string }).code === UNDEFINED_TABLE
            ? neverRun(projection)
            : error;
        });
      const position = await checkpointOf(client, projection);
      const parked = await parkedFrom(client, projection);
      // read after the snapshot was taken, so that no discard it knows is missed
      const honoured = await new Discards(store).honoured(projection);
      const expected = await foldLog(store, withoutParked(honoured, parked), position);
      const difference = await firstDifference(client, table, expected.rows);
      const { rows } = await client.query<{ rows: number }>(
        `select count(*)::int as rows from ${table.name}`,
      );
      return {
        projection: name,
        version,
        position,
        rows: rows[0]?.rows ?? 0,
        events: expected.events,
        ok: difference === undefined,
        parked: parked.size,
        ...(difference ? { difference } : {}),
      };
    },
    // checkpoint and rows are those of one commit
    'begin isolation level repeatable read, read only',
  );
}

const neverRun = ({ name, version }: FollowerId): Error =>
  new Error(`${name} v${version} has never run on this database`);

async function checkpointOf(
  client: pg.ClientBase,
  { name, version }: AnyProjection,
): Promise<Position> {
  const { rows } = await client.query<{ position: Position }>(
    'select position from house.followers where name = $1 and version = $2',
    [name, version],
  );
  if (!rows[0]) throw neverRun({ name, version });
  return rows[0].position;
}

async function foldLog(store: EventStore, projection: AnyProjection, upTo: Position) {
  const table = readTableOf(projection);
  const rows = new Map<string, RowData>();
  let events = 0;
  for (let after: Position = ORIGIN; after < upTo;) {
    const read = await store.readAll(after, { limit: EVENTS_A_READ, lazy: true });
    const last = read.at(-1);
    if (!last) break;
    const due = read.filter((it) => it.position <= upTo && handles(projection, it));
    foldInto(projection, table, rows, due);
    events += due.length;
    after = last.position;
  }
  return { rows, events };
}

/** Compares in the database, so that both sides went through the same types. */
async function firstDifference(
  client: pg.ClientBase,
  table: ReadTable,
  expected: ReadonlyMap<string, RowData>,
): Promise<Difference | undefined> {
  const keys = [...expected.keys()].sort();
  for (let at = 0, after = ''; ; at += ROWS_A_CHUNK) {
    const chunk = keys.slice(at, at + ROWS_A_CHUNK);
    // the empty one at the end takes in whatever follows, so that a row too many is found anywhere
    const last = chunk.at(-1);
    const rows = chunk.map((key) => expected.get(key)).filter((it): it is RowData => !!it);
    const { rows: differing } = await client.query<Difference>(
      `select coalesce(e.key, f.key) as key, to_jsonb(e) as expected, to_jsonb(f) as found
       from jsonb_populate_recordset(null::${table.name}, $1::jsonb) e
       full join (select * from ${table.name}
                  where key > $2 and ($3::text is null or key <= $3)) f on f.key = e.key
       where e is distinct from f order by 1 limit 1`,
      [asRecords(table, rows), after, last ?? null],
    );
    if (differing[0]) return differing[0];
    if (last === undefined) return undefined;
    after = last;
  }
}
