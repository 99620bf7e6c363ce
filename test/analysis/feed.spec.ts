import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { newId, ORIGIN } from '#eventing';
import { listen } from './event-source.js';
import { type AnalysisHouse, analysisHouse, needAt } from './house.js';

let house: AnalysisHouse;
let analyst: string;
/** Who sees one school only. */
let local: string;
const mine = newId();

beforeAll(async () => {
  house = await analysisHouse();
  analyst = await house.sign({ role: 'analyst', partnerships: ['*'] });
  local = await house.sign({ role: 'analyst', urns: ['139402'] });
  await house.tell(needAt(mine, '139402'));
  await house.tell({
    ...{ type: 'NeedValidated', stream: `intelligence.need-${mine}`, tags: [`need:${mine}`] },
    ...{ recordedOn: '2025-11-03T09:00:00.000Z', occurredOn: '2025-10-31' },
  });
  for (let other = 0; other < 5; other += 1) await house.tell(needAt(newId(), '137260'));
  await house.indexed();
}, 60_000);
afterAll(() => house.close());

const typesOf = (items: readonly { type: string }[]) => items.map((it) => it.type);
const feed = (query = '') => `/v1/events${query}`;

describe('a page of the log', () => {
  it('holds CloudEvents, and says where the next one begins', async () => {
    const first = await house.get(feed('?limit=3'), analyst);
    expect(first.body.items[0]).toMatchObject({
      specversion: '1.0',
      type: 'NeedIdentified',
      subject: `intelligence.need-${mine}`,
      data: { needId: mine, urn: '139402' },
    });
    expect(first.body.items[0]).not.toHaveProperty('bodyhash');
    const link = /^<(.*)>; rel="next"$/.exec(first.headers.get('link') ?? '')![1]!;
    const second = await house.get(link, analyst);
    expect(second.body.items).toHaveLength(3);
    const third = await house.get(feed(`?limit=3&cursor=${second.body.next}`), analyst);
    const ids = [first, second, third].flatMap((it) =>
      it.body.items.map(({ id }: { id: string }) => id),
    );
    const all = (await house.store.readAll(ORIGIN)).map((it) => it.id);
    expect(ids).toEqual(all);
    expect(third.body).not.toHaveProperty('next');
    const after = await house.get(feed(`?after=${third.body.position}`), analyst);
    expect(after.body.items).toEqual([]);
  });

  it.each([
    ['type=NeedValidated', ['NeedValidated']],
    ['type=NeedValidated&type=NeedMet', ['NeedValidated']],
    [`stream=intelligence.need-${mine}`, ['NeedIdentified', 'NeedValidated']],
    ['identity=urn:139402', ['NeedIdentified']],
    [`identity=need:${mine}&from=2025-11-01`, ['NeedValidated']],
    [`identity=need:${mine}&until=2025-11-01`, ['NeedIdentified']],
    [`identity=need:${mine}&clock=occurred&until=2025-10-31`, ['NeedIdentified', 'NeedValidated']],
    [`identity=need:${mine}&clock=occurred&from=2025-10-30`, ['NeedValidated']],
    ['from=2025-11-03T09:00:00Z', ['NeedValidated']],
    ['from=2025-11-03T10:00:00%2B01:00', ['NeedValidated']],
    ['from=2025-11-03T09:00:00.001Z', []],
    ['category=evaluation.kpi', []],
  ])('is narrowed by %s', async (query, types) => {
    const { status, body } = await house.get(feed(`?${query}`), analyst);
    expect({ status, types: typesOf(body.items) }).toEqual({ status: 200, types });
  });

  it.each([
    ['type=NeedDreamt', 'type'],
    ['category=dreams.need', 'category'],
    ['stream=elsewhere', 'stream'],
    ['identity=139402', 'identity'],
    ['from=2025-02-30', 'from'],
    ['until=soon', 'until'],
    ['from=2025-02-03T10:00:00Z&clock=occurred', 'from'],
    ['clock=sundial', 'clock'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['cursor=abc', 'cursor'],
    ['after=abc', 'after'],
    ['after=ffffffff.a1', 'after'],
    ['as-of=2025-01-01', 'as-of'],
    ['stream=a.b-c&stream=a.b-d', 'stream'],
    ['identity=urn:1%00', 'identity'],
  ])('says what is wrong with %s', async (query, parameter) => {
    const { status, body } = await house.get(feed(`?${query}`), analyst);
    const paths = body.errors.map((it: { path: string }) => it.path);
    expect({ status, paths }).toEqual({ status: 400, paths: [parameter] });
  });

  it('holds what lies within reach: the streams whose first event does', async () => {
    const { body } = await house.get(feed(), local);
    expect(typesOf(body.items)).toEqual(['NeedIdentified', 'NeedValidated']);
    const page = await house.get(feed('?type=NeedValidated'), local);
    expect(typesOf(page.body.items)).toEqual(['NeedValidated']);
    const nobody = await house.sign({ role: 'analyst', urns: ['999999'] });
    expect((await house.get(feed(), nobody)).body.items).toEqual([]);
  });
});

describe('the form of the feed', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/html, application/json;q=0.9', 'application/json'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['application/json;q=0.2, application/x-ndjson;q=0.8', 'application/x-ndjson'],
  ])('for Accept: %s is %s', async (accept, type) => {
    const { status, headers } = await house.get(
      feed(),
      analyst,
      accept === undefined ? {} : { accept },
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain(type);
  });

  it('is refused when none will do', async () => {
    const { status, body } = await house.get(feed(), analyst, { accept: 'text/csv' });
    expect({ status, code: body.code }).toEqual({ status: 406, code: 'not-acceptable' });
  });

  it('as lines is everything up to now, and says where to go on', async () => {
    const accept = { accept: 'application/x-ndjson' };
    const { text, headers } = await house.get(feed(), analyst, accept);
    const ids = text
      .trim()
      .split('\n')
      .map((it) => JSON.parse(it).id);
    expect(ids).toEqual((await house.store.readAll(ORIGIN)).map((it) => it.id));
    const position = headers.get('position');
    const rest = await house.get(feed(`?after=${position ?? ''}`), analyst, accept);
    expect(rest.text).toBe('');
    const two = await house.get(feed('?limit=2'), analyst, accept);
    expect(two.text.trim().split('\n')).toHaveLength(2);
  });
});

describe('server-sent events', () => {
  it('miss nothing and repeat nothing, however often reader and server are cut off', async () => {
    const stop = new AbortController();
    const writers = Array.from({ length: 4 }, async () => {
      while (!stop.signal.aborted) {
        await house.tell(needAt(newId(), Math.random() < 0.5 ? '139402' : '137260'));
        await pause(Math.random() * 6);
      }
    });
    const heard: string[] = [];
    let last: string | undefined;
    let cuts = 0;
    const read = async (untilId?: string): Promise<void> => {
      const cut = new AbortController();
      const timer = untilId ? undefined : setTimeout(() => cut.abort(), 20 + Math.random() * 120);
      try {
        const asked = { after: last, signal: cut.signal };
        for await (const it of listen(house.url() + feed(), local, asked)) {
          if (it.data !== undefined) heard.push(JSON.parse(it.data).id);
          last = it.id ?? last;
          if (untilId && heard.at(-1) === untilId) return;
        }
      } catch {
        // cut off, by us or by the server's end
      } finally {
        cuts += 1;
        clearTimeout(timer);
        cut.abort();
      }
    };
    for (let round = 0; round < 25; round += 1) {
      if (round % 8 === 7) await Promise.all([read(), house.restart()]);
      else await read();
    }
    stop.abort();
    await Promise.all(writers);
    const theirs = newId();
    await house.tell(needAt(theirs, '139402'));
    const events = await house.store.readAll(ORIGIN);
    const own = events.filter((it) => it.tags.includes('urn:139402') || it.stream.endsWith(mine));
    await read(own.at(-1)!.id);
    expect(cuts).toBe(26);
    expect(own.length).toBeGreaterThan(50);
    expect(heard).toEqual(own.map((it) => it.id));
  }, 60_000);

  it('say when they have caught up, and give an id to go on from though nothing was theirs', async () => {
    const nobody = await house.sign({ role: 'analyst', urns: ['999999'] });
    for await (const it of listen(house.url() + feed(), nobody)) {
      expect(it.data).toBeUndefined();
      if (it.comment !== 'caught up') continue;
      const on = await house.get(feed(`?after=${it.id ?? ''}`), analyst);
      expect(on.body.items).toEqual([]);
      break;
    }
  });

  it('refuse to go on from what is no event of this log', async () => {
    const headers = { accept: 'text/event-stream', 'last-event-id': 'ffffffff.a1' };
    const { status, body } = await house.get(feed(), analyst, headers);
    expect({ status, path: body.errors[0].path }).toEqual({ status: 400, path: 'Last-Event-ID' });
  });
});
