import { type Config, configOf, demoIssuer, openEdge, openPlatform } from '#composition';
import { SystemClock } from '#eventing';
import { type DemoGrant, quiet } from '#http';
import { createPool } from '#database';
import { testDatabase, testFolder } from '#testing';

/** An answer over HTTP. */
export interface Said {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read as the spec expects it
  readonly body: any;
}

/** The whole platform over HTTP on a PostgreSQL of its own, which a second platform may be opened on. */
export async function erasureHouse(env: Readonly<Record<string, string>> = {}) {
  const database = await testDatabase();
  const folder = testFolder();
  const config: Config = configOf(
    { DATABASE_URL: database.url, GROUNDSWELL_DATA: folder, RATE_LIMIT: 'off', ...env },
    folder,
  );
  const platform = await openPlatform(config, new SystemClock(), quiet);
  await platform.runner.start();
  const issuer = await demoIssuer(config);
  const app = await openEdge(platform);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const pool = createPool(database.url);

  return {
    ...{ config, platform, pool, url, databaseUrl: database.url },
    token: (grant: DemoGrant): Promise<string> => issuer.sign(grant),

    /** One request; what it answers. */
    async ask(
      method: 'GET' | 'POST',
      route: string,
      token: string,
      body?: object,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<Said> {
      const answer = await fetch(`${url}/v1/${route}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return {
        status: answer.status,
        headers: answer.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
    },

    /** Opens another platform on the same database, as another process would, and lets its followers begin. */
    async second() {
      const other = await openPlatform(config, new SystemClock(), quiet);
      await other.runner.start();
      return other;
    },

    async close(): Promise<void> {
      await app.close();
      await platform.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** What `erasureHouse` opens. */
export type ErasureHouse = Awaited<ReturnType<typeof erasureHouse>>;

/** A school, as it is registered. */
export const aSchool = {
  ...{ urn: '900001', name: 'Alderbrook Primary School', phase: 'Primary' },
  ...{ typeOfEstablishment: 'Community school', la: { code: '999', name: 'Wavering' } },
};

/** A need at that school, with a story. */
export const aNeed = (story: string) => ({
  ...{ urn: aSchool.urn, focusArea: 'maths', severity: 2, source: 'data', evidenceRefs: [] },
  story,
});
