import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Envelope, type NewEvent, ORIGIN } from '#eventing';
import { testFolder } from '#testing';
import { StandIn } from '../../../test/eventstore-stand-in/stand-in.js';
import { EventStoreDbEventStore } from './event-store-db-event-store.js';
import { TooLarge } from './faults.js';

let server: StandIn;
let store: EventStoreDbEventStore;
let client: EventStoreDBClient;

beforeAll(async () => {
  server = await StandIn.start({ maxAppendSize: 1_000 });
  store = await EventStoreDbEventStore.open(server);
  client = EventStoreDBClient.connectionString(server.url);
});
afterAll(async () => {
  await client.dispose();
  await store.close();
  await server.close();
});

const event = (data: unknown = {}): NewEvent => ({
  ...{ id: randomUUID(), type: 'Noted', data },
  meta: { commandId: randomUUID() } as Envelope,
});
const newStream = () => `test-${randomUUID()}`;
const idsOf = (some: readonly { readonly id: string }[]) => some.map((it) => it.id);

describe('events alone are delivered', () => {
  it('not what the server writes for itself, nor links, nor what others wrote', async () => {
    const start = await store.head();
    const [stream, gone, ended] = [newStream(), newStream(), newStream()];
    const [first, second] = [event(), event()];
    await store.append(stream, [first], 'noStream');
    for (const it of [gone, ended]) await store.append(it, [event()], 'noStream');
    await client.deleteStream(gone);
    await client.tombstoneStream(ended);
    const link = { type: '$>', data: {}, metadata: { commandId: 'x' } };
    const foreign = { type: 'Foreign', data: {} };
    await client.appendToStream(newStream(), [jsonEvent(link), jsonEvent(foreign)]);
    await store.append(stream, [second], 0);

    const wanted = [first.id, second.id];
    const read = await store.readAll(start);
    expect(idsOf(read.filter((it) => it.stream === stream))).toEqual(wanted);
    expect(read.every((it) => it.type === 'Noted')).toBe(true);
    const abort = new AbortController();
    const seen: string[] = [];
    for await (const it of store.subscribe(start, { signal: abort.signal })) {
      if (it.kind === 'events') seen.push(...idsOf(it.events));
      else abort.abort();
    }
    expect(seen).toEqual(idsOf(read));
    expect(await store.head()).toBe(read.at(-1)?.position);
  });

  it('and a stream that was deleted has none, until it is written to again', async () => {
    const stream = newStream();
    await store.append(stream, [event(), event()], 'noStream');
    await client.deleteStream(stream);
    expect(await store.readStream(stream)).toEqual([]);
    expect(await store.append(stream, [event()], 'any')).toMatchObject({ revision: 2 });
    expect(await store.readStream(stream)).toHaveLength(1);
    await client.tombstoneStream(stream);
    expect(await store.readStream(stream)).toEqual([]);
    await expect(store.append(stream, [event()], 'any')).rejects.toThrow('deleted for good');
  });
});

describe('an append that cannot be', () => {
  it('is refused with its reason when it is larger than the server takes', async () => {
    const stream = newStream();
    const refused = store.append(stream, [event({ text: 'x'.repeat(1_000) })], 'noStream');
    await expect(refused).rejects.toThrow(TooLarge);
    await expect(refused).rejects.toThrow('larger than the 1000 bytes that the server takes');
    expect(await store.readStream(stream)).toEqual([]);
  });

  it('is refused when its names are those that the server keeps for itself', async () => {
    await expect(store.append('$stream', [event()], 'any')).rejects.toThrow(RangeError);
    const kept = { ...event(), type: '$noted' };
    await expect(store.append(newStream(), [kept], 'any')).rejects.toThrow(RangeError);
  });

  it('is refused when the log is closed, which waits for what is under way', async () => {
    const closing = await EventStoreDbEventStore.open(server);
    const appends = Array.from({ length: 50 }, () => closing.append(newStream(), [event()], 'any'));
    await closing.close();
    expect(await Promise.all(appends)).toHaveLength(50);
    await expect(closing.append(newStream(), [event()], 'any')).rejects.toThrow('closed');
  });
});

describe('a log on a server that keeps a file', () => {
  it('is the same log when the server starts again', async () => {
    const file = path.join(testFolder(), 'log.ndjson');
    const before = await StandIn.start({ file });
    const one = await EventStoreDbEventStore.open(before);
    const sent = [event(), event()];
    const landed = await one.append('test-1', sent, 'noStream');
    const id = await one.logId();
    await one.close();
    await before.close();

    const after = await StandIn.start({ file });
    const other = await EventStoreDbEventStore.open(after);
    expect(await other.logId()).toBe(id);
    expect(idsOf(await other.readAll(ORIGIN))).toEqual(idsOf(sent));
    expect(await other.append('test-1', sent, 'noStream')).toEqual(landed);
    await other.close();
    await after.close();
  });

  it('is refused, and left as it is, when another version began it', async () => {
    const another = await StandIn.start();
    const there = EventStoreDBClient.connectionString(another.url);
    const named = jsonEvent({ type: 'LogNamed', data: { logId: randomUUID() } });
    await there.appendToStream('groundswell.log-identity', [named]);
    await expect(EventStoreDbEventStore.open(another)).rejects.toThrow(
      /^the log was begun by another version .* Begin anew on an empty event store/,
    );
    await there.dispose();
    await another.close();
  });
});
