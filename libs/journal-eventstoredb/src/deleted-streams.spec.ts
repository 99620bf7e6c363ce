import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Conflict, type Envelope, type NewEvent, ORIGIN, type Recorded } from '#eventing';
import { StandIn } from '../../../test/eventstore-stand-in/stand-in.js';
import { EventStoreDbEventStore } from './event-store-db-event-store.js';
import { TooLarge } from './faults.js';

let server: StandIn;
let store: EventStoreDbEventStore;
/** Somebody who looks after the server, beside the house. */
let admin: EventStoreDBClient;

beforeAll(async () => {
  server = await StandIn.start();
  store = await EventStoreDbEventStore.open({ url: server.url });
  admin = EventStoreDBClient.connectionString(server.url);
});
afterAll(async () => {
  await store.close();
  await admin.dispose();
  await server.close();
});

const event = (data: unknown = {}): NewEvent => ({
  ...{ id: randomUUID(), type: 'Noted', data },
  meta: { commandId: randomUUID() } as Envelope,
});
const idsOf = (events: readonly (Recorded | NewEvent)[]) => events.map((it) => it.id);

/** A stream of three events, and where they stand. */
async function written() {
  const stream = `test-${randomUUID()}`;
  const events = [event(), event(), event()];
  await store.append(stream, events, 'noStream');
  return { stream, events, places: await store.readStream(stream) };
}
/** What the log has of a stream, read from its beginning. */
const inLog = async (stream: string) =>
  idsOf((await store.readAll(ORIGIN)).filter((it) => it.stream === stream));

describe('a stream that was deleted on the server', () => {
  it('is kept whole in the log and by its places, and can be written again', async () => {
    const { stream, events, places } = await written();
    await admin.deleteStream(stream);
    expect(await store.readStream(stream)).toEqual([]);
    expect(await inLog(stream)).toEqual(idsOf(events));
    expect(idsOf(await store.readEvents(places))).toEqual(idsOf(events));

    const again = event();
    const landed = await store.append(stream, [again], 'noStream');
    expect(landed.revision).toBe(3);
    expect(idsOf(await store.readStream(stream))).toEqual([again.id]);
    expect(idsOf(await store.readEvents([...places, { ...landed, stream }]))).toEqual([
      ...idsOf(events),
      again.id,
    ]);
  });

  it('knows a repeat of what it had, and is not there for who expects it', async () => {
    const { stream, events } = await written();
    await admin.deleteStream(stream);
    const repeated = await store.append(stream, events, 'noStream');
    expect(repeated).toEqual({ revision: 2, position: await store.head() });
    await expect(store.append(stream, [event()], 'streamExists')).rejects.toBeInstanceOf(Conflict);
    await admin.tombstoneStream(stream);
    await expect(store.append(stream, [event()], 'streamExists')).rejects.toThrow(/for good/);
  });
});

describe('a stream that was cut on the server', () => {
  it.each([
    ['to its last events', { maxCount: 1 }, 1],
    ['before a revision', { truncateBefore: 1 }, 2],
  ])('%s is kept whole in the log and by its places', async (_, metadata, left) => {
    const { stream, events, places } = await written();
    await admin.setStreamMetadata(stream, metadata);
    expect(idsOf(await store.readStream(stream))).toEqual(idsOf(events.slice(-left)));
    expect(await inLog(stream)).toEqual(idsOf(events));
    expect(idsOf(await store.readEvents(places))).toEqual(idsOf(events));
    expect((await store.append(stream, [event()], 2)).revision).toBe(3);
  });
});

it('refuses whole what is larger than a server takes, and says so', async () => {
  const stream = `test-${randomUUID()}`;
  const large = [event({ text: 'x'.repeat(600_000) }), event({ text: 'x'.repeat(600_000) })];
  await expect(store.append(stream, large, 'noStream')).rejects.toBeInstanceOf(TooLarge);
  expect(await store.readStream(stream)).toEqual([]);
});
