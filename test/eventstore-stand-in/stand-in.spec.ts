import { randomUUID } from 'node:crypto';
import path from 'node:path';
import rpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import {
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import grpc from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testFolder } from '#testing';
import { type ReadResp, shared, streams } from './protocol.js';
import { RunningStandIn } from './running-stand-in.js';
import { StandIn } from './stand-in.js';

let server: StandIn;
let client: EventStoreDBClient;

beforeAll(async () => {
  server = await StandIn.start({ maxAppendSize: 4 << 20 });
  client = EventStoreDBClient.connectionString(server.url);
});
afterAll(async () => {
  await client.dispose();
  await server.close();
});

const { Options } = streams.ReadReq;
const { ReadDirection } = Options;
const newStream = (category = 'test') => `${category}-${randomUUID()}`;
const event = (type = 'Noted') => jsonEvent({ id: randomUUID(), type, data: { said: 'hello' } });
const credentials = { username: '', password: '' };

/** Both ways to append: over the one call for all, and with a call of its own. */
const ways = [
  ['over one call for all', {}],
  ['each by a call of its own', { credentials }],
] as const;

describe.each(ways)('appends %s', (_, how) => {
  it('land where they expect to, and a conflict is told with both revisions', async () => {
    const stream = newStream();
    const options = { ...how, expectedRevision: NO_STREAM } as const;
    const landed = await client.appendToStream(stream, [event(), event()], options);
    expect(landed).toMatchObject({ success: true, nextExpectedRevision: 1n });
    const refused = client.appendToStream(stream, [event()], options);
    await expect(refused).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await expect(refused).rejects.toMatchObject({ actualVersion: 1n, expectedVersion: NO_STREAM });
    const early = client.appendToStream(newStream(), [event()], { ...how, expectedRevision: 4n });
    await expect(early).rejects.toMatchObject({ actualVersion: NO_STREAM, expectedVersion: 4n });
  });

  it('are known when they are repeated, as a real server knows them', async () => {
    const stream = newStream();
    const [a, b, c] = [event(), event(), event()];
    const append = (events: (typeof a)[], expectedRevision: 'any' | 'no_stream' | bigint) =>
      client.appendToStream(stream, events, { ...how, expectedRevision });
    const first = await append([a, b], 'no_stream');
    expect(await append([a, b], 'no_stream')).toEqual(first);
    expect(await append([a, b], 'any')).toEqual(first);
    await expect(append([a, c], 'any')).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await expect(append([b, a], 'no_stream')).rejects.toBeInstanceOf(WrongExpectedVersionError);
    // at the current revision the same ids are a new write
    expect(await append([a, b], 1n)).toMatchObject({ nextExpectedRevision: 3n });
  });

  it('that are too large are refused', async () => {
    const large = jsonEvent({ type: 'Noted', data: { large: 'x'.repeat(5 << 20) } });
    await expect(client.appendToStream(newStream(), large, how)).rejects.toMatchObject({
      maxAppendSize: 4 << 20,
    });
  });
});

describe('streams', () => {
  it('are deleted and go on with their numbers, or are ended for good', async () => {
    const stream = newStream();
    await client.appendToStream(stream, [event(), event()]);
    await client.deleteStream(stream, { expectedRevision: 1n });
    const read = async () => {
      const found = [];
      for await (const it of client.readStream(stream)) found.push(it.event?.revision);
      return found;
    };
    await expect(read()).rejects.toBeInstanceOf(StreamNotFoundError);
    await client.appendToStream(stream, event());
    expect(await read()).toEqual([2n]);
    await expect(client.tombstoneStream(stream, { expectedRevision: 7n })).rejects.toMatchObject({
      actualVersion: 2n,
    });
    await client.tombstoneStream(stream);
    await expect(read()).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.appendToStream(stream, event())).rejects.toBeInstanceOf(StreamDeletedError);
  });
});

describe('the whole log', () => {
  it('is read through a filter by name, either way, and has gaps between its positions', async () => {
    const category = `c${randomUUID()}`;
    for (const name of [category, `${category}s`, category])
      await client.appendToStream(newStream(name), [event(), event()]);
    const forwards = await filteredRead(`${category}-`, 'FORWARDS');
    expect(forwards).toHaveLength(4);
    expect(await filteredRead(`${category}-`, 'BACKWARDS')).toEqual([...forwards].reverse());
    for (const [index, position] of forwards.entries())
      if (index > 0) expect(position - forwards[index - 1]!).toBeGreaterThan(1n);
  });

  it('is followed through a filter, with checkpoints past what is left out', async () => {
    const category = `c${randomUUID()}`;
    const inside = newStream(category);
    await client.appendToStream(inside, event());
    const told: string[] = [];
    const subscription = client.subscribeToAll({
      filter: streamNameFilter({
        prefixes: [`${category}-`],
        maxSearchWindow: 8,
        checkpointReached: () => Promise.resolve(void told.push('checkpoint')),
      }),
    });
    subscription.on('caughtUp', () => told.push('caught up'));
    subscription.on('data', () => told.push('event'));
    while (!told.includes('caught up')) await new Promise(setImmediate);
    expect(told.filter((it) => it === 'event')).toHaveLength(1);
    // once when going live, whatever the window
    expect(told.slice(-2)).toEqual(['checkpoint', 'caught up']);
    const before = told.length;
    for (let i = 0; i < 16; i++) await client.appendToStream(newStream(), event());
    while (told.length < before + 2) await new Promise(setImmediate);
    expect(told.slice(before)).toEqual(['checkpoint', 'checkpoint']);
    await subscription.unsubscribe();
  });
});

describe('a process of its own', () => {
  it('keeps what it acknowledged when it is killed, and goes on where it was', async () => {
    const standIn = await RunningStandIn.start(path.join(testFolder(), 'log.ndjson'));
    const stream = newStream();
    const acknowledged: string[] = [];
    const writer = EventStoreDBClient.connectionString(standIn.url);
    const writing = (async () => {
      for (;;) {
        const next = event();
        await writer.appendToStream(stream, next, { credentials });
        acknowledged.push(next.id);
      }
    })().catch(() => undefined);
    while (acknowledged.length < 60) await new Promise(setImmediate);
    await standIn.end('SIGKILL');
    await writing;
    await standIn.run();
    const reader = EventStoreDBClient.connectionString(standIn.url);
    const read: string[] = [];
    for await (const it of reader.readStream(stream)) read.push(it.event!.id);
    expect(read.slice(0, acknowledged.length)).toEqual(acknowledged);
    // at most the one that was under way
    expect(read.length - acknowledged.length).toBeLessThanOrEqual(1);
    const next = await reader.appendToStream(stream, event(), { credentials });
    expect(next.nextExpectedRevision).toBe(BigInt(read.length));
    await Promise.all([writer.dispose(), reader.dispose()]);
    await standIn.end();
  }, 120_000);
});

/** The positions that a filtered read brings: what the client has no word for. */
async function filteredRead(
  prefix: string,
  direction: keyof typeof ReadDirection,
): Promise<bigint[]> {
  const all = new Options.AllOptions();
  if (direction === 'FORWARDS') all.setStart(new shared.Empty());
  else all.setEnd(new shared.Empty());
  const expression = new Options.FilterOptions.Expression().setPrefixList([prefix]);
  const options = new Options()
    .setAll(all)
    .setReadDirection(ReadDirection[direction])
    .setCount('100')
    .setFilter(new Options.FilterOptions().setStreamIdentifier(expression))
    .setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
  const address = `127.0.0.1:${server.port}`;
  const raw = new rpc.StreamsClient(address, grpc.credentials.createInsecure());
  const found: bigint[] = [];
  for await (const it of raw.read(new streams.ReadReq().setOptions(options)))
    found.push(BigInt((it as ReadResp).getEvent()?.getCommitPosition() ?? 0));
  raw.close();
  return found;
}
