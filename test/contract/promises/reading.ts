import { strict as assert } from 'node:assert';
import type { Recorded } from '#eventing';
import { event, events, idsOf, newCategory, newStream, type StorePromise } from '../stand.js';

const revisions = (some: readonly Recorded[]): number[] => some.map((it) => it.revision);

/** 3: the events of a stream, and of the whole log. */
export const reading: readonly StorePromise[] = [
  {
    name: '3.1 a stream is read forwards or backwards, from a revision, up to a limit',
    async check({ store }) {
      const stream = newStream();
      await store.append(stream, events(6), 'noStream');
      const read = async (options: Parameters<typeof store.readStream>[1]) =>
        revisions(await store.readStream(stream, options));
      assert.deepEqual(await read({}), [0, 1, 2, 3, 4, 5]);
      assert.deepEqual(await read({ from: 4 }), [4, 5]);
      assert.deepEqual(await read({ from: 1, limit: 2 }), [1, 2]);
      assert.deepEqual(await read({ limit: 0 }), []);
      assert.deepEqual(await read({ from: 6 }), []);
      assert.deepEqual(await read({ backwards: true, limit: 2 }), [5, 4]);
      assert.deepEqual(await read({ backwards: true, from: 1 }), [1, 0]);
      assert.deepEqual(await read({ backwards: true, from: 99, limit: 1 }), [5]);
    },
  },
  {
    name: '3.2 a stream that nobody wrote to has no events',
    async check({ store }) {
      assert.deepEqual(await store.readStream(newStream()), []);
      assert.deepEqual(await store.readStream(newStream(), { backwards: true, limit: 1 }), []);
    },
  },
  {
    name: '3.3 the log is read after a position, up to a limit, without a break between pages',
    async check({ store }) {
      const start = await store.head();
      const [one, other] = [newStream(), newStream()];
      await store.append(one, events(3), 'noStream');
      await store.append(other, events(4), 'noStream');
      await store.append(one, events(2), 2);
      const whole = await store.readAll(start);
      const ours = whole.filter((it) => it.stream === one || it.stream === other);
      assert.equal(ours.length, 9);
      const paged: Recorded[] = [];
      for (let at = start; ;) {
        const page = await store.readAll(at, { limit: 2 });
        assert(page.length <= 2, 'a page is longer than its limit');
        const last = page.at(-1);
        if (!last) break;
        paged.push(...page);
        at = last.position;
      }
      assert.deepEqual(paged.slice(0, whole.length), whole);
      assert.deepEqual(await store.readAll(await store.head(), { limit: 5 }), []);
    },
  },
  {
    name: '3.4 a filter keeps the types and the category it names, and nothing else',
    async check({ store }) {
      const start = await store.head();
      const category = newCategory();
      const inside = newStream(category);
      const namesake = newStream(`${category}s`);
      const [opened, closed, moved] = [event('Opened'), event('Closed'), event('Moved')];
      const [foreign, close] = [event('Opened'), event('Closed')];
      await store.append(inside, [opened, closed, moved], 'noStream');
      await store.append(namesake, [foreign, close], 'noStream');
      const read = async (filter: { types?: string[]; category?: string }) =>
        idsOf(await store.readAll(start, { filter }));
      assert.deepEqual(await read({ category }), idsOf([opened, closed, moved]));
      assert.deepEqual(
        await read({ category, types: ['Opened', 'Moved'] }),
        idsOf([opened, moved]),
      );
      assert.deepEqual(await read({ category, types: [] }), []);
      const closings = await read({ types: ['Closed'] });
      assert(closings.includes(closed.id) && closings.includes(close.id));
      assert(!closings.includes(opened.id), 'an event of another type came through the filter');
      const limited = await store.readAll(start, {
        limit: 1,
        filter: { category, types: ['Moved'] },
      });
      assert.deepEqual(idsOf(limited), [moved.id]);
    },
  },
  {
    name: '3.33 several streams that are read at once are each whole, and an unknown one has no events',
    async check({ store, elsewhere }) {
      const streams = Array.from({ length: 100 }, () => newStream());
      const sent = await Promise.all(
        streams.map(async (stream, index) => {
          const its = events(1 + (index % 5));
          await store.append(stream, its, 'noStream');
          return its;
        }),
      );
      const found = await elsewhere.readStreams([...streams, newStream(), streams[0]!]);
      for (const [index, stream] of streams.entries()) {
        const its = found.get(stream) ?? [];
        assert.deepEqual(idsOf(its), idsOf(sent[index]!));
        assert.deepEqual(
          its.map((it) => it.revision),
          its.map((_, at) => at),
        );
      }
      assert.equal([...found.values()].flat().length, sent.flat().length);
    },
  },
];
