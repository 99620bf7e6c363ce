import { type Config, demoIssuer, openEdge, openPlatform } from '#composition';
import { migrate } from '#database';
import { SetClock } from '#eventing';
import type { Log } from '#http';
import { Conductor } from '#projections';
import { Importer } from './importer.js';
import { DemoLoader } from './loader.js';
import { demonstrationMigrations, isStoryOnly, Telling } from './telling.js';

/**
 * Loads the demonstration area into an empty store, or finishes a load that was cut short; answers the ids of what
 * the story made, by alias, now and at every later start. A store with another past is left alone: `undefined`.
 */
export async function ensureDemonstration(
  config: Config,
  log: Log,
  progress: (told: number, of: number) => void,
): Promise<ReadonlyMap<string, string> | undefined> {
  const clock = new SetClock('2024-09-01T09:00:00.000Z');
  const platform = await openPlatform(config, clock, log);
  try {
    const { pool, store, handling, aggregates, processes } = platform;
    await migrate(pool, demonstrationMigrations);
    const telling = new Telling(pool);
    const told = await telling.ids();
    if (told) return told;
    if (!(await isStoryOnly(store))) return undefined;
    await telling.begin();
    const conductor = new Conductor(store, handling, aggregates, processes, clock);
    // who the story's people are is its own affair, whoever issues tokens to callers
    const issuer = await demoIssuer(config);
    const app = await openEdge(platform, { unlimited: true, identities: issuer.identities() });
    try {
      const fastify = app.getHttpAdapter().getInstance();
      await fastify.ready();
      const importer = new Importer(handling, aggregates);
      const loader = new DemoLoader(fastify.server, issuer, importer, conductor);
      const ids = await loader.load(progress);
      await telling.end(ids);
      return ids;
    } finally {
      await app.close();
    }
  } finally {
    await platform.close();
  }
}
