import { strict as assert } from 'node:assert';
import type { Position, Recorded } from '#eventing';
import {
  event,
  events,
  idsOf,
  newCategory,
  newStream,
  positionBeyond,
  type StorePromise,
} from '../stand.js';

/** 3: parts of a stream and of the log, and what is picked out of them. */
export const paging: readonly StorePromise[] = [
  {
    name: '3.11 the log is read backwards from its end, down to a position',
    async check({ store }) {
      const start = await store.head();
      const category = newCategory();
      const [first, second, third] = [event('Opened'), event('Moved'), event('Closed')];
      await store.append(newStream(category), [first, second, third], 'noStream');
      const filter = { category };
      const read = async (after: Position, limit: number) =>
        idsOf(await store.readAll(after, { backwards: true, limit, filter }));
      assert.deepEqual(await read(start, 2), idsOf([third, second]));
      assert.deepEqual(await read(start, 9), idsOf([third, second, first]));
      assert.deepEqual(await read(await store.head(), 9), []);
    },
  },
  {
    name: '3.12 a category is a word, not a pattern, and not the beginning of another',
    async check({ store }) {
      const start = await store.head();
      const category = newCategory();
      const inside = event();
      await store.append(newStream(category), [inside], 'noStream');
      for (const other of [
        `${category}s`,
        `${category}.more`,
        category.replace('.', 'x'),
        `x${category}`,
      ])
        await store.append(newStream(other), [event()], 'noStream');
      const read = async (name: string) =>
        idsOf(await store.readAll(start, { filter: { category: name } }));
      assert.deepEqual(await read(category), [inside.id]);
      assert.deepEqual(await read(category.slice(0, -1)), []);
      assert.deepEqual(await read('contract'), []);
      assert.deepEqual(await read(category.replace('contract', '.*')), []);
      assert.deepEqual(await read(category.replace('contract', '%')), []);
    },
  },
  {
    name: '3.13 streams whose names begin alike are strangers',
    async check({ store }) {
      const stream = newStream();
      const [short, long] = [events(2), events(3)];
      await store.append(stream, short, 'noStream');
      await store.append(`${stream}-1`, long, 'noStream');
      assert.deepEqual(idsOf(await store.readStream(stream)), idsOf(short));
      assert.deepEqual(idsOf(await store.readStream(`${stream}-1`)), idsOf(long));
      assert.deepEqual(await store.readStream(stream.slice(0, -1)), []);
    },
  },
  {
    name: '3.14 pages of a stream, either way, are the whole stream',
    async check({ store }) {
      const stream = newStream();
      const sent = events(23);
      await store.append(stream, sent, 'noStream');
      const forwards: Recorded[] = [];
      for (let from = 0; ; from += 5) {
        const page = await store.readStream(stream, { from, limit: 5 });
        forwards.push(...page);
        if (page.length < 5) break;
      }
      assert.deepEqual(idsOf(forwards), idsOf(sent));
      const backwards: Recorded[] = [];
      for (let from = 22; from >= 0; from -= 4)
        backwards.push(...(await store.readStream(stream, { from, limit: 4, backwards: true })));
      assert.deepEqual(idsOf(backwards), idsOf(sent).reverse());
    },
  },
  {
    name: '3.15 the log backwards is the log forwards, turned round',
    async check({ store }) {
      const start = await store.head();
      const category = newCategory();
      for (let i = 0; i < 6; i++) await store.append(newStream(category), events(3), 'noStream');
      const filter = { category };
      const forwards = await store.readAll(start, { filter });
      assert.equal(forwards.length, 18);
      const backwards = await store.readAll(start, { filter, backwards: true });
      assert.deepEqual(backwards, [...forwards].reverse());
      const some = await store.readAll(forwards[9]!.position, { filter, backwards: true });
      assert.deepEqual(some, forwards.slice(10).reverse());
    },
  },
  {
    name: '3.16 a rare event is found among many that are left out, either way',
    async check({ store }) {
      const start = await store.head();
      const category = newCategory();
      const [first, last] = [event('Rare'), event('Rare')];
      const stream = newStream(category);
      await store.append(stream, [first], 'noStream');
      for (let i = 0; i < 4; i++) await store.append(newStream(), events(150), 'noStream');
      await store.append(stream, [last], 0);
      await store.append(newStream(), events(150), 'noStream');
      const filter = { types: ['Rare'], category };
      const read = async (limit: number, backwards: boolean) =>
        idsOf(await store.readAll(start, { filter, limit, backwards }));
      assert.deepEqual(await read(2, false), idsOf([first, last]));
      assert.deepEqual(await read(1, false), [first.id]);
      assert.deepEqual(await read(1, true), [last.id]);
      assert.deepEqual(await read(2, true), idsOf([last, first]));
    },
  },
  {
    name: '3.17 a limit of none gives none, and one beyond the end gives all',
    async check({ store }) {
      const start = await store.head();
      const stream = newStream();
      await store.append(stream, events(3), 'noStream');
      assert.deepEqual(await store.readAll(start, { limit: 0 }), []);
      assert.deepEqual(await store.readStream(stream, { limit: 0, backwards: true }), []);
      assert.equal((await store.readStream(stream, { limit: 1_000_000 })).length, 3);
      const all = await store.readAll(start, { limit: 1_000_000 });
      assert.equal(all.filter((it) => it.stream === stream).length, 3);
    },
  },
  {
    name: '3.18 after the end of the log, and beyond it, there is nothing',
    async check({ store }) {
      const { position } = await store.append(newStream(), [event()], 'noStream');
      for (const backwards of [false, true]) {
        const after = positionBeyond(position);
        assert.deepEqual(await store.readAll(after, { backwards, limit: 5 }), []);
      }
    },
  },
  {
    name: '3.19 what is not a position is refused',
    async check({ store }) {
      const wrong = 'yesterday' as Position;
      await assert.rejects(store.readAll(wrong), RangeError);
      const signal = new AbortController().signal;
      await assert.rejects(async () => {
        for await (const _ of store.subscribe(wrong, { signal })) assert.fail('followed');
      }, RangeError);
    },
  },
];
