import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freeze, thaw } from '../support/frozen-database.js';
import { RunningPlatform } from '../support/running-platform.js';
import { settle, URN } from './area.js';
import { ROUND_MS } from './rounds.js';

/** A database that is stopped and not dead: connections stand, and nothing is said on them. */
let platform: RunningPlatform;
let broker = '';
let operator = '';

beforeAll(async () => {
  platform = await RunningPlatform.start({ LOG_LEVEL: 'fatal' });
  broker = await settle(platform);
  operator = await platform.token('operator');
}, 2 * ROUND_MS);
afterAll(async () => {
  thaw(platform.folder);
  await platform.remove();
}, 2 * ROUND_MS);

/** What a client gets that does not wait for ever. */
const PATIENCE_MS = 20_000;
async function asked(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${platform.url}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${broker}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}
const need = { urn: URN, focusArea: 'maths', severity: 2, source: 'data', evidenceRefs: ['a'] };
const write = () => asked('/v1/needs', { method: 'POST', body: JSON.stringify(need) });

it('answers 503 with Retry-After meanwhile, and goes on by itself afterwards', async () => {
  expect((await write()).status).toBe(201);
  freeze(platform.folder);
  // those under way when it stops, and those that come then
  for (const round of ['first', 'later'])
    for (const answer of await Promise.all([
      write(),
      asked('/v1/needs'),
      asked('/v1/needs?as-of=2025-10-01'),
      asked('/readyz'),
    ]))
      expect([round, answer.url, answer.status, answer.headers.get('retry-after')]).toEqual([
        ...[round, answer.url, 503, '1'],
      ]);
  const ready = (await (await asked('/readyz')).json()) as { states: { state: string }[] };
  expect(ready.states.map((it) => it.state)).toContain('database-stopped');
  expect((await asked('/livez')).status).toBe(200);

  const metrics = await fetch(`${platform.url}/metrics`, {
    headers: { authorization: `Bearer ${operator}` },
  });
  expect(await metrics.text()).toContain('groundswell_state{state="database-stopped"} 1');
  const { code, json } = await platform.cli('doctor');
  expect(code).toBe(1);
  expect(json).toMatchObject({
    findings: expect.arrayContaining([
      expect.objectContaining({ check: 'state database-stopped', state: 'wrong' }),
    ]) as unknown,
  });

  thaw(platform.folder);
  await platform.eventually(async () => {
    expect((await asked('/readyz')).status).toBe(200);
  }, 30_000);
  expect((await write()).status).toBe(201);
  await platform.eventually(async () => {
    const answer = (await (await asked('/v1/needs')).json()) as { items: unknown[] };
    expect(answer.items).toHaveLength(2);
  }, 30_000);
}, 180_000);
