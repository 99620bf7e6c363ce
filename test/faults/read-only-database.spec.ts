import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { configOf, databaseStanding, demoIssuer, openEdge } from '#composition';
import { type RunningPostgres, startPostgres } from '#database';
import { testFolder } from '#testing';
import { aHouse, type AHouse } from '../support/a-house.js';
import { until } from '../support/projections-house.js';

/** A server of its own that becomes read-only, as a node after a fail-over, and can be written again. */
const SCRAPER = 'a-token-of-the-scraper';
let server: RunningPostgres;
let house: AHouse;
let app: NestFastifyApplication;
let admin: pg.Client;
let url = '';
let operator = '';
const folder = testFolder();

beforeAll(async () => {
  server = await startPostgres({ folder, durable: false });
  const env = { DATABASE_URL: server.url, GROUNDSWELL_DATA: folder, METRICS_TOKEN: SCRAPER };
  house = await aHouse(env);
  app = await openEdge(house.platform);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  operator = await (await demoIssuer(configOf(env, '/'))).sign({ role: 'operator' });
  admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
}, 90_000);
afterAll(async () => {
  await admin.end();
  await app.close();
  await house.close();
  await server.stop();
}, 60_000);

const readOnly = async (is: boolean): Promise<void> => {
  await admin.query(`alter system set default_transaction_read_only = ${is ? 'on' : 'off'}`);
  await admin.query('select pg_reload_conf()');
};
const register = (urn: string): Promise<Response> =>
  fetch(`${url}/v1/schools`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ urn, name: 'Alderbrook Primary School', phase: 'Primary' },
      ...{ typeOfEstablishment: 'Community school', la: { code: '999', name: 'Wavering' } },
    }),
  });
const get = (path: string, token = operator): Promise<Response> =>
  fetch(url + path, { headers: { authorization: `Bearer ${token}` } });

it('is told from one that can be written, serves reads, and is left for one that can', async () => {
  expect((await register('900001')).status).toBe(201);
  await house.caughtUp();
  await readOnly(true);
  await until(async () => (await house.health()).status === 'reads only');

  const refused = await register('900002');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({
    status: 'reads only',
    checks: { database: 'readable', log: { kind: 'postgres', state: 'readable' } },
  });
  expect((await get('/v1/schools/900001')).status).toBe(200);
  const metrics = await (await get('/metrics', SCRAPER)).text();
  expect(metrics).toContain('groundswell_state{state="database-read-only"} 1');
  expect(metrics).toContain('groundswell_log_head_position 1\n');
  expect(metrics).toMatch(/groundswell_lease\{.*network.school-directory v1.*held="here"\} 1/);
  expect(metrics).not.toMatch(/127\.0\.0\.1|pid/);
  // the token of a scraper opens nothing else, and another opens nothing
  expect((await get('/v1/projections', SCRAPER)).status).toBe(401);
  expect((await get('/metrics', `${SCRAPER}x`)).status).toBe(401);
  expect(await databaseStanding(house.platform.config)).toMatchObject({ state: 'readable' });

  await readOnly(false);
  await until(async () => (await house.health()).status === 'ready', 30_000);
  expect((await register('900002')).status).toBe(201);
  await house.caughtUp();
  expect((await get('/v1/schools/900002')).status).toBe(200);
}, 90_000);
