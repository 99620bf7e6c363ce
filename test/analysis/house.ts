import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { configOf, demoIssuer, openEdge, openPlatform } from '#composition';
import { EvaluationModule } from '#evaluation';
import {
  type EventStore,
  idOf,
  londonDay,
  newId,
  type Position,
  type Recorded,
  SetClock,
} from '#eventing';
import { type DemoGrant, quiet } from '#http';
import { IntelligenceModule } from '#intelligence';
import { testDatabase, testFolder } from '#testing';

/** What a spec changes of the feed. */
export interface Ways {
  readonly beatMs?: number;
  readonly room?: { readonly inAll: number; readonly each: number };
  /** The store that the edge reads, made of the real one. */
  readonly store?: (real: EventStore) => EventStore;
}

/** An event to record; what it does not say is made up. */
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
  const folder = testFolder();
  const config = configOf({ DATABASE_URL: database.url, GROUNDSWELL_DATA: folder }, folder);
  const clock = new SetClock('2025-10-06T11:00:00.000Z');
  const platform = await openPlatform(config, clock, quiet, [IntelligenceModule, EvaluationModule]);
  const { pool, journal: store, runner } = platform;
  await runner.start();
  const issuer = await demoIssuer(config);
  const seen = ways.store ? ways.store(store) : store;
  let app: NestFastifyApplication;
  let port = 0;

  async function open(): Promise<void> {
    app = await openEdge(platform, { ...ways, store: seen });
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

    /** Records one event. */
    async tell(event: Tellable): Promise<Position> {
      const { type, stream, tags, data = {}, recordedOn = clock.now(), causes } = event;
      const commandId = causes?.commandId ?? newId();
      const meta = {
        schemaVersion: 1,
        occurredOn: event.occurredOn ?? londonDay(recordedOn),
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
      for (const name of ['house.events', 'house.tags'])
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
      await platform.close();
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
