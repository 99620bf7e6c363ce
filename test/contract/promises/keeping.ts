import { strict as assert } from 'node:assert';
import { assertConflict, event, events, idsOf, newStream, type StorePromise } from '../stand.js';

/** 1: what is kept of an append, and beside which others. */
export const keeping: readonly StorePromise[] = [
  {
    name: '1.12 the revision -1 is that of a stream without events',
    async check({ store }) {
      const stream = newStream();
      assert.equal((await store.append(stream, events(2), -1)).revision, 1);
      await assertConflict(store.append(stream, [event()], -1), -1, 1);
    },
  },
  {
    name: '1.13 names may hold every letter',
    async check({ store }) {
      const stream = `${newStream()}-Ysgol Bryn’r Ŵyl “ß” 🎓/%_\\`;
      const type = 'Wedi’iNodi';
      await store.append(stream, [event(type)], 'noStream');
      await assertConflict(store.append(stream, [event()], 'noStream'), 'noStream', 0);
      const [stored] = await store.readStream(stream);
      assert.deepEqual([stored?.stream, stored?.type], [stream, type]);
    },
  },
  {
    name: '1.14 many events in one append stand together in the log',
    async check({ store, elsewhere }) {
      const start = await store.head();
      const sent = Array.from({ length: 4 }, () => events(250));
      await Promise.all(
        sent.map((it, index) =>
          (index % 2 ? store : elsewhere).append(newStream(), it, 'noStream'),
        ),
      );
      const log = idsOf(await store.readAll(start));
      for (const some of sent) {
        const first = log.indexOf(some[0]!.id);
        assert.deepEqual(log.slice(first, first + 250), idsOf(some), 'an append was torn apart');
      }
    },
  },
  {
    name: '1.15 events are copied: what is appended may be frozen, and what is read may be changed',
    async check({ store }) {
      const stream = newStream();
      const sent = Object.freeze({ ...event('Noted', Object.freeze({ said: 'hello' })) });
      await store.append(stream, Object.freeze([sent]), 'noStream');
      const [read] = await store.readStream(stream);
      (read as { data: { said: string } }).data.said = 'changed';
      const [again] = await store.readStream(stream);
      assert.deepEqual(again?.data, { said: 'hello' });
    },
  },
  {
    name: '1.16 appends to many streams at once do not stand in each other’s way',
    async check({ store, elsewhere }) {
      const streams = Array.from({ length: 150 }, () => newStream());
      const landed = await Promise.all(
        streams.map((it, index) =>
          (index % 2 ? store : elsewhere).append(it, events(2), 'noStream'),
        ),
      );
      assert.equal(new Set(landed.map((it) => it.position)).size, 150);
      for (const it of landed) assert.equal(it.revision, 1);
    },
  },
  {
    name: '1.17 the envelope is kept whole, and what it does not have stays away',
    async check({ store }) {
      const stream = newStream();
      const [bare, full] = [event(), event()];
      const actor = { id: 'broker-1', role: 'broker', onBehalfOf: 'trust:1' };
      const meta = { ...full.meta, actor, bodyHash: 'abc', tags: [] };
      await store.append(stream, [bare, { ...full, meta }], 'noStream');
      const [first, second] = await store.readStream(stream);
      assert(first && !('bodyHash' in first) && !('onBehalfOf' in first.actor));
      assert.deepEqual([second?.actor, second?.bodyHash, second?.tags], [actor, 'abc', []]);
    },
  },
];
