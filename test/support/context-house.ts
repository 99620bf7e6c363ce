import type { Type } from '@nestjs/common';
import { configOf, demoIssuer, openEdge, openPlatform } from '#composition';
import { type Event, idOf, londonDay, newId, type Position, SetClock } from '#eventing';
import { type DemoGrant, quiet } from '#http';
import { type Verification, verifyProjection } from '#projections';
import { testDatabase, testFolder } from '#testing';

/** An answer over HTTP. */
export interface Said {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read as the spec expects it
  readonly body: any;
}

/** An event that another context would record, with the identities it names. */
export type ToldEvent = Event & {
  readonly stream: string;
  readonly tags: readonly string[];
  readonly occurredOn?: string;
};

const WAIT_MS = 10_000;

/** Contexts over HTTP, with their processes and read models, on a PostgreSQL of their own; the clock stands until it is set. */
export async function contextHouse(modules: readonly Type[], instant: string) {
  const database = await testDatabase();
  const folder = testFolder();
  const config = configOf({ DATABASE_URL: database.url, GROUNDSWELL_DATA: folder }, folder);
  const clock = new SetClock(instant);
  const platform = await openPlatform(config, clock, quiet, modules);
  const { pool, store, projections, processes, runner } = platform;
  await runner.start();
  const issuer = await demoIssuer(config);
  const app = await openEdge(platform);
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

    /** Appends events of other contexts, as they would. */
    async tell(...events: readonly ToldEvent[]): Promise<void> {
      const now = clock.now();
      for (const { type, data, stream, tags, occurredOn } of events) {
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
        await platform.journal.append(
          stream,
          [{ id: idOf(commandId, 0), type, data, meta }],
          'any',
        );
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
      await platform.close();
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
      done: await runner.waitFor(it, position, WAIT_MS),
    }));
    const late = (await Promise.all(waits)).filter(({ done }) => !done).map(({ it }) => it);
    if (late.length > 0) throw new Error(`${late.join(', ')} did not reach ${position}`);
  }
}
