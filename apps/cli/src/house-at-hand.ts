import { assertDurable } from '#database';
import { type Position, SystemClock } from '#eventing';
import { importSchools } from '#network';
import { verifyProjection } from '#projections';
import type { Config } from '../../platform/src/config.js';
import {
  contexts,
  type House as Platform,
  migrations,
  openHouse,
} from '../../platform/src/house.js';
import type { Following, House, Verified } from './house.js';
import { subjectsAtHand } from './subjects-at-hand.js';

const projections = contexts.flatMap((it) => it.projections);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface FollowerRow {
  readonly name: string;
  readonly version: number;
  readonly position: Position;
  readonly owner: string | null;
  readonly last_error: string | null;
}

/** The house of these settings, with nothing of it following the log: that is the platform's work. */
export async function houseAtHand(config: Config): Promise<House> {
  const platform = await openHouse(config, new SystemClock(), silent);
  return {
    store: platform.store,
    ...subjectsAtHand(platform),
    following: () => followingOf(platform),
    verify: (name) => verifyAll(platform, name),
    importSchools: (file, progress) =>
      importSchools({
        file,
        handling: platform.handling,
        onProgress: ({ phase, rows }) => progress(phase, rows),
      }),
    assertDurable: async () => {
      const client = await platform.pool.connect();
      try {
        await assertDurable(client);
      } finally {
        client.release();
      }
    },
    pendingMigrations: async () => {
      const { rows } = await platform.pool.query<{ name: string }>(
        'select name from house.migrations',
      );
      const applied = new Set(rows.map((it) => it.name));
      return migrations.map((it) => it.name).filter((it) => !applied.has(it));
    },
    close: () => platform.close(),
  };
}

async function followingOf({ pool, store }: Platform): Promise<readonly Following[]> {
  const { rows } = await pool.query<FollowerRow>(
    `select name, version, position, last_error,
       case when expires > clock_timestamp() then owner end as owner
     from house.followers where kind = 'projection' order by name, version`,
  );
  const head = await store.head();
  const known = rows.map(({ name, version, position, owner, last_error }) => ({
    name,
    version,
    position,
    caughtUp: position >= head,
    ...(owner === null ? {} : { owner }),
    ...(last_error === null ? {} : { lastError: last_error }),
  }));
  const never = projections
    .filter((it) => !known.some((row) => row.name === it.name && row.version === it.version))
    .map(({ name, version }) => ({ name, version, caughtUp: false }));
  return [...known, ...never].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function verifyAll({ pool, store }: Platform, name?: string): Promise<readonly Verified[]> {
  const verified: Verified[] = [];
  for (const projection of projections) {
    if (name !== undefined && projection.name !== name) continue;
    try {
      verified.push(await verifyProjection({ store, pool, projection }));
    } catch (error) {
      const says = error instanceof Error ? error.message : String(error);
      verified.push({ projection: projection.name, rows: 0, ok: false, error: says });
    }
  }
  return verified;
}
