import { afterEach, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type EventStore, newId } from '#eventing';
import { listen } from './event-source.js';
import { type AnalysisHouse, analysisHouse, needAt, type Ways } from './house.js';

let house: AnalysisHouse;

async function opened(ways: Ways): Promise<AnalysisHouse> {
  house = await analysisHouse(ways);
  return house;
}
afterEach(() => house.close());

const url = (): string => `${house.url()}/v1/events`;
const analyst = (more: object = {}) =>
  house.sign({ role: 'analyst', partnerships: ['*'], ...more });

describe('a stream of events', () => {
  it('says that it is there while nothing happens', async () => {
    await opened({ beatMs: 30 });
    let beats = 0;
    for await (const it of listen(url(), await analyst()))
      if (it.comment === 'still here' && (beats += 1) === 3) break;
    expect(beats).toBe(3);
  });

  it('ends when the token does, busy or not', async () => {
    await opened({ beatMs: 50 });
    const token = await analyst({ ttl: 2 });
    const comments: string[] = [];
    let busy = true;
    const writer = (async () => {
      while (busy) {
        await house.tell(needAt(newId(), '139402'));
        await pause(10);
      }
    })();
    for await (const it of listen(url(), token)) if (it.comment) comments.push(it.comment);
    busy = false;
    await writer;
    expect(comments.at(-1)).toBe('the token is not good any more');
    await expect(listen(url(), token).next()).rejects.toThrow('401');
  });

  it('ends at once when the house closes', async () => {
    await opened({});
    const token = await analyst();
    const stream = listen(url(), token);
    await stream.next();
    const ended = (async () => {
      for await (const _ of stream);
      return 'ended';
    })();
    const closed = house.closeApp();
    // far less than the grace that requests in flight are given
    expect(await Promise.race([ended, pause(3_000, 'still open')])).toBe('ended');
    await closed;
  });

  it('has a place among few for each caller, and among some for all', async () => {
    await opened({ room: { inAll: 3, each: 2 } });
    const [one, other] = await Promise.all([analyst({ sub: 'one' }), analyst({ sub: 'other' })]);
    const cuts: AbortController[] = [];
    const open = async (token: string): Promise<void> => {
      const cut = new AbortController();
      await listen(url(), token, { signal: cut.signal }).next();
      cuts.push(cut);
    };
    await open(one);
    await open(one);
    await expect(open(one)).rejects.toThrow(/429.*You have 2 streams open/);
    await open(other);
    await expect(open(other)).rejects.toThrow(/429.*All 3 streams are open/);
    const lines = await house.get('/v1/events', other, { accept: 'application/x-ndjson' });
    expect(lines.status).toBe(429);
    expect(lines.headers.get('retry-after')).toBe('10');
    // pages are no streams
    expect((await house.get('/v1/events', other)).status).toBe(200);
    cuts[0]!.abort();
    for (let tries = 0; ; tries += 1) {
      const opening = await open(other).then(
        () => 'opened',
        () => 'refused',
      );
      if (opening === 'opened') break;
      expect(tries).toBeLessThan(200);
      await pause(20);
    }
    for (const it of cuts) it.abort();
  });

  it('reads on only as fast as its reader takes', async () => {
    const total = 3_000;
    let given = 0;
    /** Counts the events that the edge was given. */
    const counting = (real: EventStore): EventStore =>
      Object.assign(Object.create(real) as EventStore, {
        readAll: async (...asked: Parameters<EventStore['readAll']>) => {
          const events = await real.readAll(...asked);
          given += events.length;
          return events;
        },
      });
    await opened({ store: counting });
    const stream = 'intelligence.need-long';
    const text = 'x'.repeat(8_000);
    for (let batch = 0; batch < total / 100; batch += 1)
      await Promise.all(
        Array.from({ length: 100 }, () =>
          house.tell({ type: 'NeedIdentified', stream, tags: ['need:long'], data: { text } }),
        ),
      );
    const token = await analyst();
    const socket = connect(Number(new URL(url()).port), '127.0.0.1');
    socket.write(
      `GET /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nAccept: text/event-stream\r\n\r\n`,
    );
    socket.pause();
    for (let before = -1; before !== given;) {
      before = given;
      await pause(400);
    }
    expect(given).toBeGreaterThan(0);
    expect(given).toBeLessThan(total / 2);
    // and then it goes on to the end
    let size = 0;
    await new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (chunk.includes(': caught up')) resolve();
      });
      socket.resume();
    });
    expect(given).toBe(total);
    expect(size).toBeGreaterThan(total * text.length);
    socket.destroy();
  }, 60_000);
});
