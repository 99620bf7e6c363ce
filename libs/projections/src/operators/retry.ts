import type pg from 'pg';
import {
  type AnyProjection,
  type EventStore,
  identityOf,
  type Position,
  type Recorded,
} from '#eventing';
import { EventsTagged } from '../reading/events-tagged.js';
import { type RowData, typesOf } from '../folding/fold.js';
import { foldAround, keysOrError } from '../folding/fold-around.js';
import type { FollowerId } from '../following/follower-id.js';
import type { ParkedFrom, Waiting } from './parked.js';
import { parkedUnder, readParked } from './parked-events.js';
import { readTableOf } from '../tables/read-table.js';

/** What trying again makes of a key. */
export interface Retried {
  /** The rows that were folded; one that is not among `rows` is no more. */
  readonly keys: readonly string[];
  readonly rows: ReadonlyMap<string, RowData>;
  readonly madePublic: boolean;
  /** What waits from now on. */
  readonly waiting: readonly Waiting[];
  /** How many events of the key wait no longer. */
  readonly settled: number;
}

/** Where a key is tried again: in a log and a database, for one follower. */
export interface Place {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly projection: AnyProjection;
  readonly follower: FollowerId;
  readonly parked: ParkedFrom;
  /** Everything up to here is applied or parked. */
  readonly at: Position;
}

/**
 * Folds the rows of a parked key anew, from the first event about them: what was discarded counts for nothing, and the
 * order is that of the log whenever it is done. Events of the key after `upTo` go on waiting. Changes nothing.
 */
export async function retried(place: Place, key: string, upTo: Position): Promise<Retried> {
  const { pool, store, projection, follower } = place;
  const mine = await parkedUnder(pool, follower, key);
  const events = await readParked(store, mine);
  const blocked = new Map(place.parked);
  blocked.delete(key);
  const isStream = mine.some((it) => it.stream === key && it.key === key);
  const stuck = isStream ? stuckOf(projection, events, key, upTo) : [];
  const next = isStream ? stuck[0]?.event : events.find((it) => it.position > upTo);
  if (next) blocked.set(key, next.position);
  const keys = isStream ? touched(projection, events, next) : [key];

  const rows = new Map<string, RowData>();
  const waiting = [...stuck];
  let madePublic = false;
  for (const row of keys) {
    const about = await eventsAbout(place, row);
    const folded = foldAround(projection, readTableOf(projection), rows, about, blocked, row);
    madePublic ||= folded.madePublic;
    waiting.push(...folded.waiting.filter((it) => it.key === row));
  }
  const still = new Set(waiting.filter((it) => it.key === key).map((it) => it.event.id));
  const settled = mine.filter((it) => !still.has(it.eventId)).length;
  return { keys, rows, madePublic, waiting, settled };
}

/** The events of a key as they wait, when trying them again came to nothing: the first of them for this reason. */
export async function stillWaiting(
  { pool, store, follower }: Place,
  key: string,
  error: string,
): Promise<Waiting[]> {
  const events = await readParked(store, await parkedUnder(pool, follower, key));
  return events.map((event, index) => ({ key, event, error: index === 0 ? error : null }));
}

/** The events of a stream that still say not whose they are, and all after the first of them. */
function stuckOf(
  projection: AnyProjection,
  events: readonly Recorded[],
  stream: string,
  upTo: Position,
): Waiting[] {
  const stuck: Waiting[] = [];
  for (const event of events) {
    const error = keysOrError(projection, event).error ?? null;
    if (stuck.length > 0) stuck.push({ key: stream, event, error: null });
    else if (error !== null || event.position > upTo) stuck.push({ key: stream, event, error });
  }
  return stuck;
}

/** The rows of events before one, each once. */
const touched = (
  projection: AnyProjection,
  events: readonly Recorded[],
  before: Recorded | undefined,
): string[] => {
  const free = events.filter((it) => !before || it.position < before.position);
  return [...new Set(free.flatMap((it) => [...keysOrError(projection, it).keys]))];
};

/** The events about the identity of a row that count, in order. */
function eventsAbout(
  { pool, store, projection, at }: Place,
  key: string,
): Promise<readonly Recorded[]> {
  const moment = { asked: at, upTo: at, clock: 'recorded', day: '' } as const;
  const about = new EventsTagged(pool, store, { types: typesOf(projection), moment });
  return about.all([identityOf(key)]);
}
