import type pg from 'pg';
import { inTurn } from '#database';
import { type AnyProjection, ORIGIN, type Position } from '#eventing';
import { pause } from '../following/backoff.js';
import type { FollowerId } from '../following/follower-id.js';
import { AnotherLog } from '../following/lease.js';
import { readTableOf } from './read-table.js';
import { dropTable, isShown, makeTable, showTable } from './table-maker.js';
import { transaction } from './transaction.js';

interface Known extends FollowerId {
  readonly live: boolean;
  readonly log_id: string;
}

/** A lock that was not to be had: a reader looks at a view that is to be another one. */
const LOCKED = '55P03';
/** Longer than an analyst may look at one state of the data. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 200;

/**
 * Makes ready what followers need: their rows, and the table and view of each projection. A raised version gets a
 * table of its own beside the live one. Throws `AnotherLog` or `VersionNotRaised`, and then nothing was done.
 */
export function register(
  pool: pg.Pool,
  logId: string,
  followers: readonly (FollowerId & { readonly kind: string })[],
  projections: readonly AnyProjection[],
  /** Where followers begin that do not begin with the first event. */
  beginnings: ReadonlyMap<string, Position> = new Map(),
): Promise<void> {
  assertApart(followers, projections);
  return retried(() => registered(pool, logId, followers, projections, beginnings));
}

/** Who reads for long must not make all others wait behind us: we let go, and try again. */
async function retried(work: () => Promise<void>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== LOCKED || performance.now() > end) throw error;
      await pause(PAUSE_MS);
    }
  }
}

function registered(
  pool: pg.Pool,
  logId: string,
  followers: readonly (FollowerId & { readonly kind: string })[],
  projections: readonly AnyProjection[],
  beginnings: ReadonlyMap<string, Position>,
): Promise<void> {
  return transaction(pool, async (client) => {
    // one at a time makes tables, whatever number of processes start at once
    await inTurn(client, 'projections');
    await client.query("set local lock_timeout = '2s'");
    const { rows } = await client.query<Known>(
      'select name, version, live, log_id from house.followers where name = any($1)',
      [followers.map((it) => it.name)],
    );
    for (const row of rows) if (row.log_id !== logId) throw new AnotherLog(row, row.log_id, logId);
    for (const { name, version, kind } of followers) {
      const known = rows.filter((it) => it.name === name);
      const live = known.find((it) => it.live);
      const mine = known.find((it) => it.version === version);
      // a later version is live: this process is of the past and only reads
      if (live && live.version > version) continue;
      const projection = projections.find((it) => it.name === name);
      if (projection)
        await prepare(client, projection, {
          fresh: !mine,
          live: !live || live.version === version,
        });
      if (!mine)
        await client.query(
          `insert into house.followers (name, version, kind, log_id, live, position)
           values ($1, $2, $3, $4, $5, $6)`,
          [name, version, kind, logId, !live, beginnings.get(name) ?? ORIGIN],
        );
      if (!mine && live && projection) await noteRaised(client, { name, version });
    }
  });
}

/** A raised version is a rebuild that nobody had to ask for; one of an earlier version has lost its point. */
async function noteRaised(client: pg.ClientBase, { name, version }: FollowerId): Promise<void> {
  await client.query(
    `update house.rebuilds set state = 'cancelled', ended = clock_timestamp()
     where projection = $1 and state = 'building'`,
    [name],
  );
  await client.query(
    `insert into house.rebuilds (id, projection, version) values ($1, $2, $3)
     on conflict (id) do update set state = 'building', ended = null, report = null`,
    [`${name} v${version}`, name, version],
  );
}

async function prepare(
  client: pg.ClientBase,
  projection: AnyProjection,
  { fresh, live }: { fresh: boolean; live: boolean },
): Promise<void> {
  const table = readTableOf(projection);
  // without a checkpoint nobody knows what a table holds
  if (fresh) await dropTable(client, table.name);
  await makeTable(client, projection, { indexed: live });
  if (live && !(await isShown(client, table))) await showTable(client, table);
}

/** Two that share a name would share a checkpoint, two that share an entity a view: a fault in the wiring. */
function assertApart(
  followers: readonly FollowerId[],
  projections: readonly AnyProjection[],
): void {
  const names = followers.map((it) => it.name);
  const views = projections.map((it) => readTableOf(it).view);
  for (const all of [names, views]) {
    const twice = all.find((it, index) => all.indexOf(it) !== index);
    if (twice) throw new Error(`${twice} is there twice`);
  }
}
