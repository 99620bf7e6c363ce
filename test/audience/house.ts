import path from 'node:path';
import { analysisMigrations, AnalysisModule, EventIndex } from '#analysis';
import { createPool, dataSourceOf, migrate } from '#database';
import {
  Aggregates,
  type Asking,
  Audiences,
  CommandHandling,
  newId,
  type Outcome,
  type Recorded,
  SetClock,
} from '#eventing';
import { buildApp, commandsOf, ContextModule, type DemoGrant, DemoIssuer, quiet } from '#http';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { StreamMembership } from '#network';
import { PostgresReadings, projectionMigrations, ProjectionRunner } from '#projections';
import { reads } from '#read-model';
import { Notes, registerMigrations } from '#register';
import {
  type FindingCommand,
  findingList,
  findings,
  tagsOf,
  testDatabase,
  testFolder,
} from '#testing';
import { OpenNoteController } from '../../libs/register/src/notes/notes.controller.js';

@ContextModule({
  name: 'example',
  aggregates: [commandsOf(findings, { route: 'findings', intents: {}, roles: {} })],
  projections: [findingList],
  reads: [
    reads(findingList, {
      path: 'findings',
      roles: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer', 'evaluator'],
      identity: 'finding',
    }),
  ],
  controllers: [OpenNoteController],
})
class FindingModule {}

/** Findings over HTTP, at every way out of the log, on a PostgreSQL of their own. */
export async function findingHouse() {
  const database = await testDatabase();
  const pool = createPool(database.url);
  await migrate(pool, [
    ...journalMigrations,
    ...projectionMigrations,
    ...analysisMigrations,
    ...registerMigrations,
  ]);
  const store = await PostgresEventStore.open({ pool, url: database.url });
  const clock = new SetClock('2025-10-01T11:00:00.000Z');
  const aggregates = new Aggregates([findings]);
  const handling = new CommandHandling(store, clock, aggregates, tagsOf);
  const runner = new ProjectionRunner({
    ...{ store, pool, handling, aggregates, clock, log: quiet },
    ...{ projections: [findingList], processes: [], indexes: [new EventIndex()] },
  });
  await runner.start();
  const dataSource = dataSourceOf(database.url, [findingList.entity]);
  await dataSource.initialize();
  const { checkpoints } = runner;
  const notes = new Notes(pool, clock);
  const issuer = await DemoIssuer.open(path.join(testFolder(), 'demo.jwk'), 'test');
  const app = await buildApp({
    imports: [
      FindingModule,
      AnalysisModule.of({
        ...{ pool, store, addresses: { finding: '/v1/findings' } },
        redaction: {
          served: (events: readonly Recorded[]) =>
            Promise.resolve(events.map((event) => ({ event }))),
        },
      }),
    ],
    parts: {
      ...{ store, clock, aggregates, handling, noteStore: notes },
      ...{ audiences: new Audiences(store, aggregates, clock) },
      membership: new StreamMembership(store),
      readings: new PostgresReadings({ dataSource, pool, store, checkpoints }),
      identities: issuer.identities(),
      secret: 'secret',
      health: () =>
        Promise.resolve({
          conditions: [{ state: 'ready' as const }],
          database: 'writable' as const,
          log: { kind: 'postgres', state: 'writable' as const },
          head: null,
          followers: [],
        }),
    },
    providers: [{ provide: Notes, useValue: notes }],
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();

  return {
    ...{ store, pool, clock, notes, handling, aggregates, databaseUrl: database.url },

    /** A command, as somebody who may reach everything, or as this caller. */
    act: (
      id: string,
      command: FindingCommand,
      caller: Asking = {
        actor: { id: 'head', role: 'headteacher', urns: ['139402'] },
        scope: 'all',
      },
    ): Promise<Outcome> => {
      const commandId = newId();
      return handling.handle(findings, id, command, {
        ...{ commandId, correlationId: 'consent', causationId: commandId, subject: 'either' },
        ...caller,
      });
    },

    /** What the log holds of a finding. */
    told: (id: string): Promise<Recorded[]> => store.readStream(`example.finding-${id}`),

    token: (grant: DemoGrant): Promise<string> => issuer.sign(grant),

    /** One answer, once read models and indexes have everything. */
    async get(where: string, token: string, accept = 'application/json') {
      const head = await store.head();
      for (const it of [findingList.name, 'house.events', 'house.tags'])
        if (!(await runner.waitFor(it, head, 10_000))) throw new Error(`${it} stays behind`);
      const answer = await fetch(url + where, {
        headers: { authorization: `Bearer ${token}`, accept },
      });
      return { status: answer.status, text: await answer.text() };
    },

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

/** What `findingHouse` opens. */
export type FindingHouse = Awaited<ReturnType<typeof findingHouse>>;
