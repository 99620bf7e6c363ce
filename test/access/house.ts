import { configOf, demoIssuer, openEdge, openPlatform } from '#composition';
import { ORIGIN, type Recorded, SetClock } from '#eventing';
import { type DemoGrant, type Log, quiet } from '#http';
import { testDatabase, testFolder } from '#testing';
import { ensureDemonstration } from '#demonstration';
import { routesIn } from './routes.js';

const DAY_MS = 86_400_000;

/** What is sent, beside method and address. */
export interface Asking {
  readonly token?: string | undefined;
  /** Sent as JSON; a string as it stands. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer over HTTP. */
export interface Said {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of every route
  readonly body: any;
}

/** The platform in this process, on a database of its own, the day after the demonstration's story ends. */
export async function demonstrationHouse() {
  const database = await testDatabase();
  const folder = testFolder();
  const env = {
    DATABASE_URL: database.url,
    DEMO_AREA: 'on',
    GROUNDSWELL_DATA: folder,
    RATE_LIMIT: 'off',
  };
  const config = configOf(env, process.cwd());
  const errors: object[] = [];
  const log: Log = { ...quiet, error: (detail, text) => errors.push({ ...detail, text }) };
  const ids = await ensureDemonstration(config, log, () => undefined);
  if (!ids) throw new Error('the demonstration was not loaded');

  const clock = new SetClock('2026-01-01T09:00:00.000Z');
  const house = await openPlatform(config, clock, log);
  const events = async (): Promise<Recorded[]> => house.store.readAll(ORIGIN, { limit: 100_000 });
  const last = (await events()).at(-1)?.recordedOn ?? clock.now();
  clock.set(new Date(Date.parse(last) + DAY_MS).toISOString());
  await house.runner.start();
  const app = await openEdge(house);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const issuer = await demoIssuer(config);
  const fastify = app.getHttpAdapter().getInstance();

  return {
    /** The ids of what the story made, by alias. */
    ids,
    folder,
    url,
    config,
    databaseUrl: database.url,
    /** What the house logged as errors. */
    errors,
    clock,
    events,
    head: () => house.store.head(),
    /** Every route that the running server has, its parameters in braces. */
    routes: routesIn(fastify.printRoutes({ commonPrefix: false })),
    sign: (grant: DemoGrant) => issuer.sign(grant),

    async send(method: string, where: string, { token, body, headers }: Asking = {}) {
      const answer = await fetch(url + where, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const json = /[/+]json/.test(answer.headers.get('content-type') ?? '') && text !== '';
      const said: Said = {
        status: answer.status,
        headers: answer.headers,
        body: json ? JSON.parse(text) : text,
      };
      return said;
    },

    /** Waits until read models and processes have everything, and what came of it. */
    async settled(): Promise<void> {
      for (let before; before !== (await house.store.head());) {
        before = await house.store.head();
        const { runner } = house;
        const names = runner.status().map((it) => it.name);
        const waits = names.map((it) => runner.waitFor(it, before as never, 60_000));
        const reached = await Promise.all(waits);
        // a rebuild is a follower for a while, and then none
        const status = runner.status();
        const behind = status.filter(({ name }) => reached[names.indexOf(name)] === false);
        if (behind.length > 0)
          throw new Error(`followers stay behind ${before}: ${JSON.stringify(behind)}`);
      }
    },

    async close(): Promise<void> {
      await app.close();
      await house.close();
      await database.drop();
    },
  };
}

/** What `demonstrationHouse` opens. */
export type AccessHouse = Awaited<ReturnType<typeof demonstrationHouse>>;
