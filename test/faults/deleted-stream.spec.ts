import { EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AnyProjection } from '#eventing';
import { verifyProjection } from '#projections';
import { testDatabase, type TestDatabase } from '#testing';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { aHouse, type AHouse } from '../support/a-house.js';

/** Somebody deletes or cuts a stream on the server, beside the house. */
let standIn: StandIn;
let database: TestDatabase;
let house: AHouse;
let admin: EventStoreDBClient;
let directory: AnyProjection;

beforeAll(async () => {
  [standIn, database] = [await StandIn.start(), await testDatabase()];
  const env = { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: standIn.url };
  house = await aHouse({ DATABASE_URL: database.url, ...env });
  admin = EventStoreDBClient.connectionString(standIn.url);
  directory = house.platform.projections.find((it) => it.name === 'network.school-directory')!;
}, 60_000);
afterAll(async () => {
  await house.close();
  await admin.dispose();
  await standIn.close();
  await database.drop();
});

/** The rows of schools as they are read, as of now, and as a fold of the whole log has them. */
async function agreed(): Promise<number> {
  await house.caughtUp();
  const { readings, store, work: pool } = house.platform;
  const read = { scope: 'all', limit: 50, filters: {} } as const;
  const live = await readings.list(directory, read);
  const at = await readings.pointInTimeOf(await store.head(), 'recorded');
  const past = await readings.list(directory, { ...read, at });
  expect(JSON.parse(JSON.stringify(past.value.rows))).toEqual(
    JSON.parse(JSON.stringify(live.value.rows)),
  );
  expect(await verifyProjection({ store, pool, projection: directory })).toMatchObject({
    ok: true,
    rows: live.value.rows.length,
  });
  return live.value.rows.length;
}

it.each([
  ['deleted', '900001', (stream: string) => admin.deleteStream(stream)],
  ['cut', '900002', (stream: string) => admin.setStreamMetadata(stream, { truncateBefore: 1 })],
])(
  'live, past and verification agree on a stream that was %s, and it can be written again',
  async (_, urn, hide) => {
    await house.register(urn);
    const before = await agreed();
    await hide(`network.school-${urn}`);
    expect(await house.platform.store.readStream(`network.school-${urn}`)).toEqual([]);
    expect(await agreed()).toBe(before);
    await house.register(urn);
    const again = await house.platform.store.readStream(`network.school-${urn}`);
    expect(again.map((it) => it.revision)).toEqual([1]);
    expect(await agreed()).toBe(before);
  },
  60_000,
);
