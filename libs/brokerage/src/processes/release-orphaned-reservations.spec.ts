import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createPool, migrate } from '#database';
import { Aggregates, Handling, idOf, SetClock } from '#eventing';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { contextOf } from '#http';
import { NetworkModule } from '#network';
import { testDatabase, type TestDatabase } from '#testing';
import { deployments } from '../deployment/deployment.aggregate.js';
import { providers } from '../provider/provider.aggregate.js';
import { ReleaseOrphanedReservations } from './release-orphaned-reservations.process.js';

const clock = new SetClock('2025-10-01T11:00:00.000Z');
const window = { from: '2025-10-06', to: '2025-12-12' };
let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
let store: PostgresEventStore;
let handling: Handling;
const aggregates = new Aggregates([...contextOf(NetworkModule).aggregates, providers, deployments]);

beforeAll(async () => {
  database = await testDatabase();
  pool = createPool(database.url);
  await migrate(pool, journalMigrations);
  store = await PostgresEventStore.open({ pool, url: database.url });
  handling = new Handling(store, clock, aggregates);
});
afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

let sent = 0;
const send = (category: string, id: string, command: { type: string }) =>
  handling.handle(aggregates.of(category), id, command, {
    commandId: idOf('test', sent++),
    correlationId: 'c',
    causationId: 'c',
    actor: { id: 'broker-1', role: 'broker', urns: [] },
    scope: 'all',
    subject: 'either',
  });
const toProvider = (command: { type: string } & Record<string, unknown>) =>
  send('brokerage.provider', 'p1', command);

it('gives overdue days back once, and leaves what is not due and what was followed', async () => {
  await send('network.school', '137260', {
    type: 'RegisterSchool',
    urn: '137260',
    name: 'Oakfield',
    phase: 'Primary',
    typeOfEstablishment: 'Community school',
    la: { code: '881', name: 'Essex' },
  } as { type: string });
  await toProvider({
    type: 'RegisterProvider',
    kind: 'leader',
    designation: 'SLE',
    personId: 'person-1',
    homeUrn: '137260',
    phases: ['Primary'],
  });
  await toProvider({
    type: 'AccreditProvider',
    focusArea: 'maths',
    by: 'Hub',
    until: '2026-08-31',
  });
  await toProvider({ type: 'DeclareCapacity', year: '202526', halfDays: 20 });
  const reserved = async (deploymentId: string) => {
    const reservation = { deploymentId, focusArea: 'maths', halfDays: 6, window };
    const { facts } = await toProvider({ type: 'ReserveDays', ...reservation });
    const until = '2025-10-29';
    return { providerId: 'p1', deploymentId, halfDays: 6, until, factId: facts[0]!.id };
  };
  const held = [await reserved('d1'), await reserved('d2')];
  const releases = async () =>
    (await store.readStream('brokerage.provider-p1')).filter((it) => it.type === 'DaysReleased');
  await store.append(
    'brokerage.deployment-d2',
    [
      {
        id: idOf('d2'),
        type: 'DeploymentProposed',
        data: {
          ...{ deploymentId: 'd2', requestId: 'r1', needId: 'n1', leaderId: 'p1', kpiIds: [] },
          ...{ urn: '139402', homeUrn: '137260', focusArea: 'maths', objectives: [] },
          ...{ successCriteria: [], halfDays: 6, dayRatePence: 35_000, window },
        },
        meta: {
          schemaVersion: 1,
          ...{ occurredOn: '2025-10-01', recordedOn: clock.now(), commandId: idOf('d2') },
          ...{ actor: { id: 'broker-1', role: 'broker' }, correlationId: 'c', causationId: 'c' },
          about: ['deployment:d2', 'provider:p1'],
        },
      },
    ],
    'noStream',
  );

  const sweep = new ReleaseOrphanedReservations(
    () => Promise.resolve(held),
    handling,
    aggregates,
    clock,
  );
  clock.set('2025-10-29T11:00:00.000Z');
  expect(await sweep.run()).toBe(0);
  expect(await releases()).toEqual([]);

  clock.set('2025-10-30T00:30:00.000Z');
  expect(await sweep.run()).toBe(1);
  await sweep.run();
  expect(await releases()).toEqual([
    expect.objectContaining({
      data: {
        providerId: 'p1',
        deploymentId: 'd1',
        halfDays: 6,
        year: '202526',
        why: 'expired',
        over: false,
      },
    }),
  ]);
});
