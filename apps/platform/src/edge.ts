import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import path from 'node:path';
import { analysisControllers, analysisProviders } from '#analysis';
import { ServedFacts } from '#evaluation';
import { Aggregates } from '#eventing';
import {
  buildApp,
  DemoIssuer,
  type Health,
  type Identities,
  type Log,
  oidcIdentities,
} from '#http';
import { StreamMembership } from '#network';
import { LookedAfterBeside } from '#operations';
import { Oversight } from '#projections';
import { Erasures, Notes, People, PersonDetailsBeside, RedactionBeside, secretOf } from '#register';
import type { Config } from './config.js';
import { contexts, type House } from './house.js';

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

/** Mounts every context on a house: call `listen`. */
export async function buildPlatform(
  config: Config,
  house: House,
  log: Log,
): Promise<NestFastifyApplication> {
  const { pool, store, clock, tagsOf, readings, notes, people, erasures, aggregates } = house;
  return buildApp({
    contexts,
    log,
    parts: {
      store,
      clock,
      tagsOf,
      readings,
      noteStore: notes,
      membership: new StreamMembership(store),
      identities: await identitiesOf(config),
      secret: await secretOf(pool, 'idempotency'),
      health: () => healthOf(house),
    },
    extraControllers: analysisControllers,
    providers: [
      ...analysisProviders({ pool, store, discretion: new ServedFacts(store) }),
      PersonDetailsBeside,
      LookedAfterBeside,
      { provide: Oversight, useValue: house.oversight },
      RedactionBeside,
      { provide: Notes, useValue: notes },
      { provide: People, useValue: people },
      { provide: Erasures, useValue: erasures },
      { provide: Aggregates, useValue: aggregates },
    ],
  });
}

/** Ready when the database and the log answer and every projection is read at this program's version. */
async function healthOf({ pool, store, storeKind, runner }: House): Promise<Health> {
  const followers = runner.status();
  const database = await pool.query('select 1').then(
    () => 'ok',
    () => 'away',
  );
  const head = await store.head().catch(() => undefined);
  const log = { kind: storeKind, state: head === undefined ? 'away' : 'ok' };
  return {
    ready: database === 'ok' && head !== undefined && runner.ready(),
    checks: { database, log, head: head ?? null, followers },
  };
}
