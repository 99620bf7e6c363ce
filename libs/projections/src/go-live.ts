import type pg from 'pg';
import type { Position } from '#eventing';
import type { AnyProjection } from './fold.js';
import { type Lease, LeaseLost } from './lease.js';
import { readTableOf, tableName } from './read-table.js';
import { dropTable, showTable } from './table-maker.js';
import { transaction } from './transaction.js';

interface Standing {
  readonly version: number;
  readonly live: boolean;
  readonly epoch: string;
  readonly position: Position;
}

const LOCK_NOT_AVAILABLE = '55P03';
const STANDING =
  'select version, live, epoch, position from house.followers where name = $1 order by version';

/**
 * Moves the stable view to a version built beside the live one, once it has everything the live one has: view,
 * pointer and checkpoints in one transaction. The old table goes with it. False when it is not time yet.
 */
export async function goLive(
  pool: pg.Pool,
  projection: AnyProjection,
  lease: Lease,
): Promise<boolean> {
  const { name } = projection;
  const standings = await pool.query<Standing>(STANDING, [name]);
  if (!ready(standings.rows, lease)) return false;
  return swap(pool, projection, lease).catch((error: unknown) => {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  });
}

const swap = (pool: pg.Pool, projection: AnyProjection, lease: Lease): Promise<boolean> =>
  transaction(
    pool,
    async (client) => {
      const { name, version } = projection;
      const locked = await client.query<Standing>(`${STANDING} for update`, [name]);
      const mine = locked.rows.find((it) => it.version === version);
      if (mine?.epoch !== lease.epoch) throw new LeaseLost(lease.follower);
      if (mine.live) return true;
      if (!ready(locked.rows, lease)) return false;
      await showTable(client, readTableOf(projection));
      for (const earlier of locked.rows.filter((it) => it.version < version)) {
        await dropTable(client, tableName(name, earlier.version));
        await client.query('delete from house.followers where name = $1 and version = $2', [
          name,
          earlier.version,
        ]);
      }
      await client.query(
        'update house.followers set live = true where name = $1 and version = $2',
        [name, version],
      );
      return true;
    },
    // a long query of a reader must not make all others wait behind us: give up and try after the next batch
    "begin; set local lock_timeout = '2s'",
  );

const ready = (standings: readonly Standing[], lease: Lease): boolean =>
  standings.every((it) => !it.live || it.position <= lease.position);
