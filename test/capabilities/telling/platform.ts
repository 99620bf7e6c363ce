import { configOf, demoIssuer, openEdge, openPlatform } from '#composition';
import { SetClock } from '#eventing';
import { type DemoGrant, quiet } from '#http';
import { testDatabase, testFolder } from '#testing';

const PATIENCE_MS = 20_000;

/** What the platform answered. */
export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the stories look into answers of every shape
  readonly body: any;
}

/** The whole platform, empty, over HTTP: what the stories are told against. Its clock stands on `day`. */
export async function openStage(day: string) {
  const database = await testDatabase();
  const env = { DATABASE_URL: database.url, DEMO_AREA: 'off', GROUNDSWELL_DATA: testFolder() };
  const config = configOf(env, process.cwd());
  const platform = await openPlatform(config, new SetClock(`${day}T09:00:00.000Z`), quiet);
  await platform.runner.start();
  const app = await openEdge(platform);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const issuer = await demoIssuer(config);

  return {
    sign: (grant: DemoGrant): Promise<string> => issuer.sign(grant),

    async send(method: 'GET' | 'POST', route: string, token: string, body?: object) {
      const answer = await fetch(`${url}/v1/${route}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: answer.status, body: await answer.json() } as Answer;
    },

    /** Waits until every read model and every process has all there is, and what came of it. */
    async settled(): Promise<void> {
      for (let before; before !== (await platform.store.head());) {
        before = await platform.store.head();
        const at = before;
        const names = platform.runner.status().map((it) => it.name);
        const waits = names.map((it) => platform.runner.waitFor(it, at, PATIENCE_MS));
        if ((await Promise.all(waits)).includes(false)) throw new Error('followers stay behind');
      }
    },

    async close(): Promise<void> {
      await app.close();
      await platform.close();
      await database.drop();
    },
  };
}

/** What `openStage` opens. */
export type Stage = Awaited<ReturnType<typeof openStage>>;
