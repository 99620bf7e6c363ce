import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPool, dataSourceOf, migrate } from '#database';
import {
  Aggregates,
  type Fact,
  Handling,
  idOf,
  londonDay,
  newId,
  type Position,
  SetClock,
} from '#eventing';
import { buildApp, type ContextModule, type DemoGrant, DemoIssuer } from '#http';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { StreamMembership } from '#network';
import {
  PostgresReadings,
  projectionMigrations,
  ProjectionRunner,
  type Verification,
  verifyProjection,
} from '#projections';
import { Notes, registerMigrations } from '#register';
import { testDatabase, tagsOf } from '#testing';

/** An answer over HTTP. */
export interface Said {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read as the spec expects it
  readonly body: any;
}

/** A fact that another context would record, with the identities it names. */
export type ToldFact = Fact & {
  readonly stream: string;
  readonly tags: readonly string[];
  readonly occurredOn?: string;
};

const quiet = { debug: () => 0, info: () => 0, warn: () => 0, error: () => 0 };
const WAIT_MS = 10_000;

/** Contexts over HTTP, with their processes and read models, on a PostgreSQL of their own; the clock stands until it is set. */
export async function contextHouse(contexts: readonly ContextModule[], instant: string) {
  const database = await testDatabase();
  const pool = createPool(database.url);
  await migrate(pool, [...journalMigrations, ...projectionMigrations, ...registerMigrations]);
  const store = await PostgresEventStore.open({ pool, url: database.url });
  const clock = new SetClock(instant);
  const aggregates = new Aggregates(contexts.flatMap((it) => it.aggregates));
  const handling = new Handling(store, clock, aggregates, tagsOf);
  const projections = contexts.flatMap((it) => it.projections);
  const processes = contexts.flatMap((it) => it.processes);
  const runner = new ProjectionRunner({
    ...{ store, pool, projections, processes, handling, aggregates, clock },
    log: quiet,
  });
  await runner.start();
  const entities = projections.map((it) => it.entity);
  const dataSource = dataSourceOf(database.url, entities);
  await dataSource.initialize();
  const { checkpoints } = runner;
  const readings = new PostgresReadings({ dataSource, pool, store, checkpoints });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'contexts-'));
  const issuer = await DemoIssuer.open(path.join(folder, 'demo.jwk'), 'test');
  const app: NestFastifyApplication = await buildApp({
    contexts,
    parts: {
      store,
      clock,
      tagsOf,
      readings,
      noteStore: new Notes(pool, clock),
      membership: new StreamMembership(store),
      identities: issuer.identities(),
      secret: 'secret',
      health: () => Promise.resolve({ ready: true, checks: {} }),
    },
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();

  async function send(method: string, where: string, init: RequestInit): Promise<Said> {
    const answer = await fetch(url + where, { method, ...init });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  }

  return {
    store,
    clock,

    /** A caller with a grant: posts commands, and reads what every read model makes of all that is in the log. */
    async caller(grant: DemoGrant) {
      const authorization = `Bearer ${await issuer.sign(grant)}`;
      const json = { authorization, 'content-type': 'application/json' };
      return {
        post: (where: string, body: object = {}): Promise<Said> =>
          send('POST', where, { headers: json, body: JSON.stringify(body) }),
        get: async (where: string): Promise<Said> => {
          await settled(await store.head());
          return send('GET', where, { headers: { authorization } });
        },
      };
    },

    /** Appends facts of other contexts, as they would. */
    async tell(...facts: readonly ToldFact[]): Promise<void> {
      const now = clock.now();
      for (const { type, data, stream, tags, occurredOn } of facts) {
        const commandId = newId();
        const causes = { commandId, correlationId: commandId, causationId: commandId };
        const meta = {
          schemaVersion: 1,
          occurredOn: occurredOn ?? londonDay(now),
          recordedOn: now,
          actor: { id: 'somebody', role: 'service' },
          ...causes,
          tags,
        };
        await store.append(stream, [{ id: idOf(commandId, 0), type, data, meta }], 'any');
      }
    },

    /** Waits until every process has seen what is in the log, and what that made it do. */
    async processed(): Promise<void> {
      for (let before: Position | undefined; before !== (await store.head());) {
        before = await store.head();
        await reached(
          processes.map((it) => it.name),
          before,
        );
      }
    },

    /** Compares every read model with a fold of the log from nothing. */
    async verify(): Promise<Verification[]> {
      await settled(await store.head());
      return Promise.all(
        projections.map((projection) => verifyProjection({ store, pool, projection })),
      );
    },

    async close(): Promise<void> {
      await app.close();
      await runner.stop();
      await dataSource.destroy();
      await store.close();
      await pool.end();
      rmSync(folder, { recursive: true });
      await database.drop();
    },
  };

  function settled(position: Position): Promise<void> {
    return reached(
      projections.map((it) => it.name),
      position,
    );
  }

  async function reached(names: readonly string[], position: Position): Promise<void> {
    const waits = names.map(async (it) => ({
      it,
      done: await checkpoints.waitFor(it, position, WAIT_MS),
    }));
    const late = (await Promise.all(waits)).filter(({ done }) => !done).map(({ it }) => it);
    if (late.length > 0) throw new Error(`${late.join(', ')} did not reach ${position}`);
  }
}
