import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { analysisControllers, analysisMigrations, analysisProviders, FactIndex } from '#analysis';
import { createPool, dataSourceOf, migrate } from '#database';
import { evaluation, ServedFacts } from '#evaluation';
import {
  Aggregates,
  type EventStore,
  Handling,
  idOf,
  londonDay,
  newId,
  type Position,
  type Recorded,
  SetClock,
} from '#eventing';
import { buildApp, type DemoGrant, DemoIssuer } from '#http';
import { intelligence } from '#intelligence';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { StreamMembership } from '#network';
import { PostgresReadings, projectionMigrations, ProjectionRunner } from '#projections';
import { Notes, registerMigrations } from '#register';
import { testDatabase, testFolder, tagsOf } from '#testing';

const silent = { debug: () => 0, info: () => 0, warn: () => 0, error: () => 0 };
const contexts = [intelligence, evaluation];

/** What a spec changes of the feed. */
export interface Ways {
  readonly beatMs?: number;
  readonly room?: { readonly inAll: number; readonly each: number };
  /** The store that the edge reads, made of the real one. */
  readonly store?: (real: EventStore) => EventStore;
}

/** A fact to record; what it does not say is made up. */
export interface Tellable {
  readonly type: string;
  readonly stream: string;
  readonly tags: readonly string[];
  readonly data?: object;
  readonly recordedOn?: string;
  readonly occurredOn?: string;
  readonly causes?: Partial<
    Pick<Recorded, 'commandId' | 'correlationId' | 'causationId' | 'actor'>
  >;
}

/** The log over HTTP on a PostgreSQL of its own; the server may be ended and begun anew. */
export async function analysisHouse(ways: Ways = {}) {
  const database = await testDatabase();
  const pool = createPool(database.url);
  await migrate(pool, [
    ...journalMigrations,
    ...projectionMigrations,
    ...analysisMigrations,
    ...registerMigrations,
  ]);
  const store = await PostgresEventStore.open({ pool, url: database.url });
  const clock = new SetClock('2025-10-06T11:00:00.000Z');
  const aggregates = new Aggregates(contexts.flatMap((it) => it.aggregates));
  const handling = new Handling(store, clock, aggregates, tagsOf);
  const projections = contexts.flatMap((it) => it.projections);
  const runner = new ProjectionRunner({
    ...{ store, pool, projections, processes: [], handling, aggregates, clock, log: silent },
    indexes: [new FactIndex()],
  });
  await runner.start();
  const dataSource = dataSourceOf(
    database.url,
    projections.map((it) => it.entity),
  );
  await dataSource.initialize();
  const { checkpoints } = runner;
  const readings = new PostgresReadings({ dataSource, pool, store, checkpoints });
  const issuer = await DemoIssuer.open(path.join(testFolder(), 'demo.jwk'), 'test');
  const seen = ways.store ? ways.store(store) : store;
  let app: NestFastifyApplication;
  let port = 0;

  async function open(): Promise<void> {
    app = await buildApp({
      contexts,
      extraControllers: analysisControllers,
      providers: analysisProviders({
        ...{ pool, store: seen, discretion: new ServedFacts(store) },
        ...(ways.beatMs === undefined ? {} : { beatMs: ways.beatMs }),
        ...(ways.room === undefined ? {} : { room: ways.room }),
      }),
      parts: {
        ...{ store: seen, clock, tagsOf, readings, noteStore: new Notes(pool, clock) },
        membership: new StreamMembership(store),
        identities: issuer.identities(),
        secret: 'secret',
        health: () => Promise.resolve({ ready: true, checks: {} }),
      },
    });
    await app.listen(port, '127.0.0.1');
    ({ port } = app.getHttpServer().address() as AddressInfo);
  }
  await open();

  return {
    databaseUrl: database.url,
    pool,
    store,
    clock,
    url: () => `http://127.0.0.1:${port}`,
    sign: (grant: DemoGrant) => issuer.sign(grant),

    /** Records one fact. */
    async tell(fact: Tellable): Promise<Position> {
      const { type, stream, tags, data = {}, recordedOn = clock.now(), causes } = fact;
      const commandId = causes?.commandId ?? newId();
      const meta = {
        schemaVersion: 1,
        occurredOn: fact.occurredOn ?? londonDay(recordedOn),
        recordedOn,
        actor: { id: 'somebody', role: 'broker' },
        ...{ commandId, correlationId: commandId, causationId: commandId },
        ...causes,
        tags,
      };
      const one = { id: idOf(newId(), 0), type, data, meta };
      return (await store.append(stream, [one], 'any')).position;
    },

    /** Waits until the indexes have everything. */
    async indexed(): Promise<void> {
      const head = await store.head();
      for (const name of ['house.facts', 'house.tags'])
        if (!(await runner.waitFor(name, head, 10_000))) throw new Error(`${name} stays behind`);
    },

    /** Ends the indexes, and lets them be as they were at a position. */
    async stopIndexing(position: Position): Promise<void> {
      await runner.stop();
      await pool.query('update house.followers set position = $1', [position]);
    },

    /** One answer. */
    async get(where: string, token: string, headers: Record<string, string> = {}) {
      const answer = await fetch(`http://127.0.0.1:${port}${where}`, {
        headers: { authorization: `Bearer ${token}`, ...headers },
      });
      const text = await answer.text();
      const json = /[/+]json/.test(answer.headers.get('content-type') ?? '') && text !== '';
      return {
        status: answer.status,
        headers: answer.headers,
        text,

        body: json ? JSON.parse(text) : undefined,
      };
    },

    /** Ends the server, as a release does, and begins it anew at the same address. */
    async restart(): Promise<void> {
      await app.close();
      await open();
    },

    closeApp: () => app.close(),

    async close(): Promise<void> {
      await app.close();
      await runner.stop();
      await dataSource.destroy();
      await store.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** What `analysisHouse` opens. */
export type AnalysisHouse = Awaited<ReturnType<typeof analysisHouse>>;

/** A need at a school, as the log tells of it. */
export const needAt = (needId: string, urn: string): Tellable => ({
  type: 'NeedIdentified',
  stream: `intelligence.need-${needId}`,
  tags: [`need:${needId}`, `urn:${urn}`],
  data: { needId, urn },
});
