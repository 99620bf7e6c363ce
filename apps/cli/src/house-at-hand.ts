import { randomBytes } from 'node:crypto';
import { Events } from '#analysis';
import { type Config, migrations, openPlatform, type Platform } from '#composition';
import { assertDurable } from '#database';
import { type Position, SystemClock } from '#eventing';
import { importSchools } from '#network';
import { quiet } from '#http';
import { grantAnalyst, verifyProjection } from '#projections';
import type { ProjectionCommand } from '#operations';
import { replaying } from './replaying.js';
import type { Asked, Following, Granted, House, Verified } from './house.js';
import { askFor } from './looking-after.js';
import { subjectsAtHand } from './subjects-at-hand.js';

/** The house of these settings, with nothing of it following the log: that is the platform's work. */
export async function houseAtHand(config: Config): Promise<House> {
  const platform = await openPlatform(config, new SystemClock(), quiet);
  return {
    store: platform.store,
    log: platform.journal,
    events: new Events(platform.pool, platform.store),
    ...subjectsAtHand(platform),
    following: () => followingOf(platform),
    parked: (name, part) => platform.oversight.parked(name, part),
    trial: async (name, key, upTo) => {
      const [trial] = await platform.oversight.trials(name, key, upTo as Position | undefined);
      if (!trial) throw new Error(`nothing of ${key} is parked`);
      return trial;
    },
    ask: (name, command) => asked(platform, name, command),
    verify: (name) => verifyAll(platform, name),
    replay: (request) => replaying(platform, request),
    grantAnalyst: (role, create) => grantAnalystOf(platform, role, create),
    importSchools: (file, progress) =>
      importSchools({
        file,
        handling: platform.handling,
        onProgress: ({ phase, rows }) => progress(phase, rows),
      }),
    health: () => platform.examination().examine(),
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

async function followingOf({
  oversight,
  projections,
  store,
}: Platform): Promise<readonly Following[]> {
  const standings = await oversight.list();
  const head = await store.head();
  const known = standings
    .filter((it) => it.kind !== 'index' && it.kind !== 'rebuild')
    .map(({ live: _, owner, lastError, ...it }): Following => ({
      ...it,
      caughtUp: it.position >= head,
      ...(owner === null ? {} : { owner }),
      ...(lastError === null ? {} : { lastError }),
    }));
  const never = projections
    .filter((it) => !known.some((row) => row.name === it.name && row.version === it.version))
    .map(({ name, version }) => ({ name, version, caughtUp: false }));
  return [...known, ...never].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function asked(platform: Platform, name: string, command: ProjectionCommand): Promise<Asked> {
  const { position, done } = await askFor(platform, name, command);
  if (!done) return { position };
  const standing = (await followingOf(platform)).find((it) => it.name === name);
  return { position, ...(standing ? { standing } : {}) };
}

async function verifyAll(
  { work: pool, projections, store }: Platform,
  name?: string,
): Promise<readonly Verified[]> {
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

/** The read models that analysts are granted. */
async function grantAnalystOf(
  { aggregates, contexts, pool, url: server }: Platform,
  role: string,
  create: boolean,
): Promise<Granted> {
  const password = create ? randomBytes(24).toString('base64url') : undefined;
  const views = await grantAnalyst(pool, {
    role,
    aggregates,
    projections: contexts
      .flatMap((it) => it.reads)
      .filter((it) => it.roles.includes('analyst'))
      .map((it) => it.projection),
    ...(password === undefined ? {} : { password }),
  });
  if (password === undefined) return { role, views };
  const url = new URL(server);
  url.username = role;
  url.password = password;
  return { role, views, url: url.href };
}
