import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import path from 'node:path';
import { type Addresses, AnalysisModule, type AnalysisParts } from '#analysis';
import { ServedEvents } from '#evaluation';
import type { EventStore } from '#eventing';
import { buildApp, DemoIssuer, type Identities, oidcIdentities } from '#http';
import { StreamMembership } from '#network';
import { Oversight } from '#projections';
import { Erasures, Notes, People, secretOf } from '#register';
import type { Config } from './config.js';
import { contexts as everyContext } from './contexts.js';
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

/** What is changed of the edge: how many streams it holds open, the store it reads, whose tokens it takes, and whether callers are limited. */
export interface EdgeWays extends Pick<AnalysisParts, 'room' | 'beatMs'> {
  readonly store?: EventStore;
  readonly identities?: Identities;
  readonly unlimited?: boolean;
}

/** Mounts the contexts of a platform behind one HTTP server: call `listen`. */
export async function openEdge(
  platform: Platform,
  { store = platform.store, identities, unlimited = false, ...ways }: EdgeWays = {},
): Promise<NestFastifyApplication> {
  const { config, modules, log, pool, clock, readings, notes, people, erasures } = platform;
  const { aggregates, audiences, handling } = platform;
  const examination = platform.examination(platform.runner);
  const redaction = new ServedEvents(platform.store);
  // of every context, served here or not: they are all parts of one address
  const addresses = addressesOf(everyContext);
  return buildApp({
    imports: [...modules, AnalysisModule.of({ pool, store, redaction, addresses, ...ways })],
    log,
    parts: {
      ...{ store, clock, readings, aggregates, audiences, handling },
      noteStore: notes,
      membership: new StreamMembership(platform.store),
      identities: identities ?? (await identitiesOf(config)),
      secret: await secretOf(pool, 'idempotency'),
      health: () => examination.examine(),
    },
    providers: [
      { provide: Oversight, useValue: platform.oversight },
      { provide: Notes, useValue: notes },
      { provide: People, useValue: people },
      { provide: Erasures, useValue: erasures },
    ],
    ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
    ...(unlimited ? {} : config.limits),
  });
}

/** Where the rows about an identity are read, by its kind: `urn` at `/v1/schools`; rows within others are read with these. */
export const addressesOf = (contexts: Platform['contexts']): Addresses =>
  Object.fromEntries(
    contexts
      .flatMap((it) => it.reads)
      .filter((it) => it.within === undefined)
      .map(({ identity, path: at }) => [identity, `/v1/${at}`]),
  );
