import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import path from 'node:path';
import { analysisControllers, type AnalysisParts, analysisProviders } from '#analysis';
import { ServedFacts } from '#evaluation';
import { Aggregates, type EventStore } from '#eventing';
import { buildApp, DemoIssuer, type Health, type Identities, oidcIdentities } from '#http';
import { StreamMembership } from '#network';
import { LookedAfterBeside } from '#operations';
import { Oversight } from '#projections';
import { Erasures, Notes, People, PersonDetailsBeside, RedactionBeside, secretOf } from '#register';
import type { Config } from './config.js';
import type { Platform } from './platform.js';

/** The demonstration's own issuer of tokens; its key lies in the data folder. */
export const demoIssuer = (config: Config): Promise<DemoIssuer> =>
  DemoIssuer.open(
    path.join(config.folder, 'demo.jwk'),
    config.production ? 'production' : undefined,
  );

async function identitiesOf(config: Config): Promise<Identities> {
  return config.auth.kind === 'demo'
    ? (await demoIssuer(config)).identities()
    : oidcIdentities(config.auth);
}

/** What a spec changes of the edge: the store it reads, and how many streams it holds open. */
export type EdgeWays = Pick<AnalysisParts, 'room' | 'beatMs'> & { readonly store?: EventStore };

/** Mounts the contexts of a platform behind one HTTP server: call `listen`. */
export async function openEdge(
  platform: Platform,
  { store = platform.store, ...ways }: EdgeWays = {},
): Promise<NestFastifyApplication> {
  const { config, contexts, log, pool, clock, readings, notes, people, erasures, aggregates } =
    platform;
  return buildApp({
    contexts,
    log,
    parts: {
      store,
      clock,
      readings,
      audiences: platform.audiences,
      noteStore: notes,
      membership: new StreamMembership(platform.store),
      identities: await identitiesOf(config),
      secret: await secretOf(pool, 'idempotency'),
      health: () => healthOf(platform),
    },
    extraControllers: analysisControllers,
    providers: [
      ...analysisProviders({ pool, store, discretion: new ServedFacts(platform.store), ...ways }),
      PersonDetailsBeside,
      LookedAfterBeside,
      { provide: Oversight, useValue: platform.oversight },
      RedactionBeside,
      { provide: Notes, useValue: notes },
      { provide: People, useValue: people },
      { provide: Erasures, useValue: erasures },
      { provide: Aggregates, useValue: aggregates },
    ],
  });
}

/** Ready when the database and the log answer and every projection is read at this program's version. */
async function healthOf({ pool, store, config, runner }: Platform): Promise<Health> {
  const followers = runner.status();
  const database = await pool.query('select 1').then(
    () => 'ok',
    () => 'away',
  );
  const head = await store.head().catch(() => undefined);
  const log = { kind: config.eventStore.kind, state: head === undefined ? 'away' : 'ok' };
  return {
    ready: database === 'ok' && head !== undefined && runner.ready(),
    checks: { database, log, head: head ?? null, followers },
  };
}
