import type pg from 'pg';
import type { AnyProjection, EventStore, Position, Recorded } from '#eventing';
import { pause } from '../following/backoff.js';
import { compare, same } from './comparison.js';
import { type Lease, LeaseLost } from '../following/lease.js';
import { parkedFrom } from '../operators/parked.js';
import { noteEnded } from './rebuild-notes.js';
import { readTableOf, tableName } from '../tables/read-table.js';
import { keysOfStreams } from './keys-waiting.js';
import { drop, replace, supersede } from './exchange-tables.js';
import { indexTable } from '../tables/table-maker.js';
import { transaction } from '../tables/transaction.js';
import { Turns } from './turns.js';

/** What became of rows that were built beside those that are read. */
export type CutOverOutcome =
  | { readonly kind: 'building' }
  | { readonly kind: 'live' }
  /** They would take rows away from readers: they wait for an operator. */
  | { readonly kind: 'held'; readonly why: string }
  /** A rebuild is over: it took the place of what was read, or differed from it. */
  | { readonly kind: 'ended'; readonly says: string; readonly report: object };

/** What is built, beside what, and how it is caught up. */
export interface CutOver {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  /** The read model, and the same as it is built: with another version, or under another name. */
  readonly base: AnyProjection;
  readonly built: AnyProjection;
  readonly lease: Lease;
  readonly apply: (events: readonly Recorded[], to: Position) => Promise<void>;
}

interface Live {
  readonly version: number;
  readonly position: Position;
}

const BUILDING: CutOverOutcome = { kind: 'building' };
/** A lock that was not to be had, or a deadlock: nothing was done, and it is tried again after the next batch. */
const TRY_AGAIN = ['55P03', '40P01'];
/** A long query of a reader must not make all others wait behind us; an owner that stands still frees everything. */
const BEGIN =
  "begin; set local lock_timeout = '2s'; set local idle_in_transaction_session_timeout = '10s'";
const PATIENCE_MS = 1_000;
const EVENTS_A_READ = 1_000;

/**
 * Puts what was built in the place of what is read, in one transaction: while the live checkpoint is locked, it is
 * caught up to there (a rebuild to exactly there) and compared. Readers see the old rows until it commits, and the new ones after.
 */
export async function cutOver(going: CutOver): Promise<CutOverOutcome> {
  const { pool, base, built, lease } = going;
  const live = await liveOf(pool, base);
  if (!live) return BUILDING;
  if (live.version === built.version && built === base) return { kind: 'live' };
  const held = built === base ? await heldBack(pool, live, going) : undefined;
  if (held) return held;
  return taken(going, async () => {
    await lease.keeping(transaction(pool, (client) => indexTable(client, readTableOf(built))));
    // of a version that was raised nobody may follow the earlier one any more: it is not waited for
    if (built !== base && !(await overtaken(going))) return BUILDING;
    return transaction(pool, (client) => swap(client, going), BEGIN).catch((error: unknown) => {
      if (TRY_AGAIN.includes((error as { code?: string }).code ?? '')) return BUILDING;
      throw error;
    });
  });
}

const turns = new WeakMap<pg.Pool, Turns>();

/**
 * Does the work when those before it have ended: each holds a connection and asks the pool for another, so that many at
 * once would wait for each other for ever. The lease is kept meanwhile.
 */
async function taken(
  { pool, lease }: CutOver,
  work: () => Promise<CutOverOutcome>,
): Promise<CutOverOutcome> {
  const mine = turns.get(pool) ?? new Turns();
  turns.set(pool, mine);
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const [went] = await Promise.all([
    mine.take(() => {
      begin();
      return work();
    }),
    lease.keeping(begun),
  ]);
  return went;
}

async function swap(client: pg.PoolClient, going: CutOver): Promise<CutOverOutcome> {
  const { pool, store, base, built, lease } = going;
  const before = await liveOf(client, base);
  if (!before) return BUILDING;
  const old = tableName(base.name, before.version);
  // the table before the checkpoint, as a batch takes them; readers are in nobody's way
  await client.query(`lock table ${old} in share row exclusive mode`);
  const live = await liveOf(client, base, 'for update');
  if (live?.version !== before.version) return BUILDING;
  if (built !== base && lease.position > live.position) return BUILDING;
  await catchUp(going, live.position);
  const mine = await client.query(
    `select from house.followers where name = $1 and version = $2 and epoch = $3 and position = $4
     for update`,
    [built.name, built.version, lease.epoch, lease.position],
  );
  if (mine.rowCount !== 1) throw new LeaseLost(lease.follower);
  const liveId = { name: base.name, version: live.version };
  const behind = await keysOfStreams({ client, store }, base, liveId);
  const report = await compare(client, old, readTableOf(built).name, liveId, behind);
  if (built === base) {
    const held = await heldBack(pool, live, going);
    if (held) return held;
    await supersede(client, base);
    await noteEnded(client, base, 'live', report);
    return { kind: 'live' };
  }
  if (!same(report)) {
    await drop(client, built);
    await noteEnded(client, base, 'differs', report);
    const key = report.first?.key ?? '';
    const says = `the rows differ from those that are read, first at ${key}: they stay as they are; raise the version`;
    return { kind: 'ended', says, report };
  }
  await replace(client, base, built);
  await noteEnded(client, base, 'live', report);
  return { kind: 'ended', says: 'the rows that were built anew are read now', report };
}

/** Applies what is missing up to exactly a position; on other connections, since ours holds the locks. */
async function catchUp({ store, lease, apply }: CutOver, to: Position): Promise<void> {
  while (lease.position < to) {
    const read = await store.readAll(lease.position, { limit: EVENTS_A_READ, lazy: true });
    const events = read.filter((it) => it.position <= to);
    const last = events.at(-1);
    if (last) await apply(events, last.position);
    else await lease.advanceBy(to, []);
  }
}

/** Waits a moment until the live rows have everything that is built. */
async function overtaken({ pool, base, lease }: CutOver): Promise<boolean> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    const live = await liveOf(pool, base);
    if (live && live.position >= lease.position) return true;
    await pause(10);
  }
  return false;
}

/** Why a raised version is not to be read yet: rows wait that the live version has. */
async function heldBack(
  pool: pg.Pool,
  live: Live,
  { base }: CutOver,
): Promise<CutOverOutcome | undefined> {
  const theirs = await parkedFrom(pool, { name: base.name, version: live.version });
  const mine = await parkedFrom(pool, base);
  const more = [...mine.keys()].filter((it) => !theirs.has(it)).sort();
  if (more.length === 0) return undefined;
  const why = `it is not read yet: ${more.length} keys are parked that version ${live.version} has (${more[0] ?? ''}): put the fold right and retry them, or discard`;
  return { kind: 'held', why };
}

async function liveOf(
  client: pg.Pool | pg.ClientBase,
  { name }: AnyProjection,
  lock = '',
): Promise<Live | undefined> {
  const { rows } = await client.query<Live>(
    `select version, position from house.followers where name = $1 and live ${lock}`,
    [name],
  );
  return rows[0];
}
