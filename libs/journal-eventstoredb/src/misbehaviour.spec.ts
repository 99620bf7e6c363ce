import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Conflict, type Envelope, type Expected, type NewEvent, ORIGIN } from '#eventing';
import type { Orders } from '../../../test/eventstore-stand-in/mischief.js';
import { StandIn } from '../../../test/eventstore-stand-in/stand-in.js';
import { EventStoreDbEventStore } from './event-store-db-event-store.js';
import { InDoubt, Unreachable } from './faults.js';

const WATCH_MS = 150;

let server: StandIn;
let store: EventStoreDbEventStore;

beforeEach(async () => {
  server = await StandIn.start();
  store = await EventStoreDbEventStore.open({ url: server.url, watchMs: WATCH_MS });
});
afterEach(async () => {
  await store.close();
  await server.close();
});

const event = (): NewEvent => ({
  ...{ id: randomUUID(), type: 'Noted', data: { said: 'hello' } },
  meta: { commandId: randomUUID() } as Envelope,
});
const newStream = () => `test-${randomUUID()}`;

/** Follows the log while something happens, until it has seen so many events. */
async function followed(count: number, meanwhile: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const abort = new AbortController();
  const following = (async () => {
    for await (const it of store.subscribe(ORIGIN, { signal: abort.signal, batch: 7 })) {
      if (it.kind === 'events') seen.push(...it.events.map((each) => each.id));
      if (seen.length >= count) abort.abort();
    }
  })();
  await meanwhile();
  await following;
  return seen;
}

/** Appends so many events, one after the other, with an order to the server after each fifth. */
async function written(count: number, orders: readonly Orders[]): Promise<string[]> {
  const stream = newStream();
  const sent: string[] = [];
  for (let revision = -1; revision < count - 1; revision++) {
    const next = event();
    await store.append(stream, [next], revision);
    sent.push(next.id);
    if (revision % 5 === 0) server.order(orders[(revision / 5) % orders.length]!);
  }
  return sent;
}

describe('a subscription', () => {
  it.each<[string, Orders[]]>([
    ['is ended as if it were over', [{ drop: 'end' }]],
    ['is dropped with an error', [{ drop: 'error' }]],
    ['loses its connection', [{ cut: true }]],
    ['is told everything twice, and the past again', [{ repeat: true }]],
    ['is told late', [{ delay: 5 }]],
    ['suffers all of it', [{ drop: 'end', repeat: true }, { cut: true }, { drop: 'error' }]],
  ])('that %s delivers every event once, in order', async (_, orders) => {
    let sent: string[] = [];
    const seen = await followed(40, async () => (sent = await written(40, orders)));
    expect(seen).toEqual(sent);
  });

  it('that falls silent is found out, and replaced', async () => {
    const stream = newStream();
    const [first, second] = [event(), event()];
    const seen = await followed(2, async () => {
      await store.append(stream, [first], 'noStream');
      await sleep(50);
      server.order({ mute: true });
      await store.append(stream, [second], 0);
      await sleep(WATCH_MS);
      server.order({ mute: false });
    });
    expect(seen).toEqual([first.id, second.id]);
  });
});

describe('an append', () => {
  const interrupted = (when: 'before' | 'after', expected: Expected) => {
    server.order({ cutAppends: { count: 1, when } });
    const stream = newStream();
    const outcome = store.append(stream, [event(), event()], expected).catch((it: unknown) => it);
    return { stream, outcome };
  };

  it('whose connection is closed in its middle is sent again when a repeat is recognised', async () => {
    for (const when of ['before', 'after'] as const)
      for (const expected of ['noStream', -1] as const) {
        const { stream, outcome } = interrupted(when, expected);
        const landed = await outcome;
        const stored = await store.readStream(stream);
        expect(stored).toHaveLength(2);
        expect(landed).toEqual({ revision: 1, position: stored[1]?.position });
      }
  });

  it('without an expected revision is left to the caller, in plain words', async () => {
    for (const [when, count] of [
      ['before', 0],
      ['after', 2],
    ] as const) {
      const { stream, outcome } = interrupted(when, 'any');
      const told = await outcome;
      expect(told).toBeInstanceOf(InDoubt);
      expect((told as Error).message).toContain('read the stream before sending them again');
      expect(await store.readStream(stream)).toHaveLength(count);
    }
  });

  it('is told its position also when the server does not say it', async () => {
    server.order({ withoutPositions: true });
    const stream = newStream();
    const sent = [event(), event()];
    const landed = await store.append(stream, sent, 'noStream');
    expect(await store.append(stream, sent, 'noStream')).toEqual(landed);
    expect((await store.readStream(stream))[1]?.position).toBe(landed.position);
  });

  it('waits for an answer that is late', async () => {
    server.order({ delay: 300 });
    const stream = newStream();
    expect(await store.append(stream, [event()], 'noStream')).toMatchObject({ revision: 0 });
    await expect(store.append(stream, [event()], 'noStream')).rejects.toThrow(Conflict);
  });
});

describe('a server that is away', () => {
  it('is waited for by what can wait, and then said to be away', async () => {
    const { port } = server;
    await store.append(newStream(), [event()], 'noStream');
    await server.close();
    const stream = newStream();
    const reading = store.readStream(stream).catch((error: unknown) => error);
    const appending = store.append(stream, [event()], 'noStream');
    expect(await reading).toBeInstanceOf(Unreachable);
    // a log in memory: the server that comes back has forgotten, but it answers
    server = await StandIn.start({ port });
    expect(await appending).toMatchObject({ revision: 0 });
  });

  it('is not opened', async () => {
    const { url } = server;
    const nowhere = new URL(url);
    nowhere.port = '1';
    const opening = EventStoreDbEventStore.open({ url: nowhere.href, patienceMs: 100 });
    await expect(opening).rejects.toThrow(Unreachable);
  });
});
