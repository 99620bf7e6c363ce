import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ORIGIN, type Position } from '#eventing';
import { type RunningPostgres, startPostgres } from '#database';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import {
  made,
  planned,
  schoolMonths,
  thankForVisit,
  visits,
} from '../../../../test/support/visits.js';
import { verifyProjection } from '../operating/verify.js';

let folder: string;
let server: RunningPostgres;
let house: ProjectionsHouse;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundswell-restart-'));
  chmodSync(folder, 0o755);
  server = await startPostgres({ folder: join(folder, 'data') });
  house = await projectionsHouse({ url: server.url });
}, 60_000);
afterAll(async () => {
  await house.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('outlives its database: after a crash every follower goes on by itself, and every row is right', async () => {
  const runner = await house.run([visits, schoolMonths], { processes: [thankForVisit] });
  for (let n = 0; n < 30; n++) await house.tell(planned(`v${n}`), made(`v${n}`, n));
  await runner.waitFor('tests.visits', await house.store.head(), 10_000);

  process.kill(server.pid, 'SIGKILL');
  await until(() => runner.status().some((it) => it.lastError !== null));
  server = await startPostgres({ folder: join(folder, 'data') });

  let at: Position = ORIGIN;
  await until(async () => {
    at = await house.tell(made('v1', 5)).catch(() => at);
    return at !== ORIGIN;
  });
  for (const follower of runner.status())
    expect(await runner.waitFor(follower.name, at, 20_000)).toBe(true);
  for (const projection of [visits, schoolMonths])
    expect(
      await verifyProjection({ store: house.store, pool: house.pool, projection }),
    ).toMatchObject({ ok: true });
  const thanks = (await eventsOf(house.store)).filter((it) => it.type === 'Thanked');
  expect(new Set(thanks.map((it) => it.stream)).size).toBe(30);
  expect(thanks).toHaveLength(30);
  await until(() => runner.status().every((it) => it.lastError === null));
  await runner.stop();
}, 90_000);

it('ends within seconds while its database is away', async () => {
  const runner = await house.run([visits]);
  await until(() => runner.status().every((it) => it.state !== 'starting'));
  process.kill(server.pid, 'SIGKILL');
  await until(() => runner.status().some((it) => it.lastError !== null));
  const from = performance.now();
  await runner.stop();
  expect(performance.now() - from).toBeLessThan(4_000);
  server = await startPostgres({ folder: join(folder, 'data') });
}, 60_000);
