import { strict as assert } from 'node:assert';
import { assertConflict, event, events, idsOf, newStream, type StorePromise } from '../stand.js';

/** 1: what an append expects of its stream, and what becomes of it. */
export const appending: readonly StorePromise[] = [
  {
    name: '1.1 noStream starts a stream at revision 0 and refuses one that has events',
    async check({ store }) {
      const stream = newStream();
      assert.equal((await store.append(stream, [event()], 'noStream')).revision, 0);
      await assertConflict(store.append(stream, [event()], 'noStream'), 'noStream', 0);
      await store.append(stream, events(2), 0);
      await assertConflict(store.append(stream, [event()], 'noStream'), 'noStream', 2);
    },
  },
  {
    name: '1.2 any appends to whatever is there',
    async check({ store }) {
      const stream = newStream();
      assert.equal((await store.append(stream, events(2), 'any')).revision, 1);
      assert.equal((await store.append(stream, [event()], 'any')).revision, 2);
    },
  },
  {
    name: '1.3 streamExists refuses a stream without events',
    async check({ store }) {
      const stream = newStream();
      await assertConflict(store.append(stream, [event()], 'streamExists'), 'streamExists', -1);
      await store.append(stream, [event()], 'noStream');
      assert.equal((await store.append(stream, [event()], 'streamExists')).revision, 1);
    },
  },
  {
    name: '1.4 a revision must be that of the last event; a conflict tells the actual one',
    async check({ store }) {
      const stream = newStream();
      await assertConflict(store.append(stream, [event()], 0), 0, -1);
      await store.append(stream, events(3), 'noStream');
      await assertConflict(store.append(stream, [event()], 1), 1, 2);
      await assertConflict(store.append(stream, [event()], 7), 7, 2);
      assert.equal((await store.append(stream, [event()], 2)).revision, 3);
      await assert.rejects(store.append(stream, [event()], 1.5), RangeError);
      await assert.rejects(store.append(stream, [event()], -2), RangeError);
    },
  },
  {
    name: '1.5 all events of an append are stored, in order and together, or none',
    async check({ store }) {
      const stream = newStream();
      const [first, refused, second] = [events(3), events(2), events(2)];
      await store.append(stream, first, 'noStream');
      await assertConflict(store.append(stream, refused, 0), 0, 2);
      const landed = await store.append(stream, second, 2);
      const stored = await store.readStream(stream);
      assert.deepEqual(idsOf(stored), idsOf([...first, ...second]));
      assert.deepEqual(
        stored.map((it) => it.revision),
        [0, 1, 2, 3, 4],
      );
      assert.deepEqual(landed, { revision: 4, position: stored.at(-1)?.position });
    },
  },
  {
    name: '1.6 an append of nothing is a mistake',
    async check({ store }) {
      const stream = newStream();
      await assert.rejects(store.append(stream, [], 'any'), RangeError);
      await assert.rejects(store.append(stream, [], 'noStream'), RangeError);
      assert.deepEqual(await store.readStream(stream), []);
    },
  },
  {
    name: '1.7 an event comes back as it was when it was appended',
    async check({ store }) {
      const stream = newStream();
      const data = {
        text: 'Ysgol “Bryn” 🎓 \\u0000 \\ " \n',
        numbers: [0, -1, 0.1, 1e21, 123456789.123456],
        nested: { empty: {}, none: null, list: [[], [null, { a: [true] }]] },
      };
      const kept = event('Noted', data);
      const before = JSON.parse(JSON.stringify(kept)) as typeof kept;
      const appending = store.append(
        stream,
        [kept, event('Noted', 'text'), event('Noted', null)],
        'any',
      );
      data.text = 'changed meanwhile';
      const landed = await appending;
      const [first, second, third] = await store.readStream(stream);
      assert(first);
      const { meta, ...rest } = before;
      assert.deepEqual(first, {
        ...meta,
        ...rest,
        stream,
        revision: 0,
        position: first.position,
      });
      assert.deepEqual([second?.data, third?.data], ['text', null]);
      assert.equal(third?.position, landed.position);
    },
  },
  {
    // a server of EventStoreDB takes 1 MiB at once
    name: '1.8 a large event is stored whole',
    async check({ store }) {
      const large = 'groundswell '.repeat(80_000);
      const streams = Array.from({ length: 4 }, () => newStream());
      await Promise.all(
        streams.map((it) => store.append(it, [event('Noted', { large })], 'noStream')),
      );
      for (const stream of streams) {
        const [stored] = await store.readStream(stream);
        assert.equal((stored?.data as { large: string }).large, large);
      }
    },
  },
  {
    name: '1.9 an append that cannot be stored fails alone',
    async check({ store }) {
      const appends = Array.from({ length: 40 }, (_, index) => ({
        stream: newStream(),
        events: index % 13 === 5 ? [event(), event('Noted', { text: 'a\u0000b' })] : events(2),
        poisoned: index % 13 === 5,
      }));
      const outcomes = await Promise.allSettled(
        appends.map((it) => store.append(it.stream, it.events, 'noStream')),
      );
      for (const [index, { stream, events: sent, poisoned }] of appends.entries()) {
        const stored = idsOf(await store.readStream(stream));
        const accepted = outcomes[index]?.status === 'fulfilled';
        assert(accepted || poisoned, 'an append failed with its neighbour');
        assert.deepEqual(stored, accepted ? idsOf(sent) : []);
      }
    },
  },
  {
    name: '1.10 of many that expect the same, one is accepted',
    async check({ store, elsewhere }) {
      const stream = newStream();
      await store.append(stream, [event()], 'noStream');
      for (let round = 0; round < 5; round++) {
        const racers = Array.from({ length: 20 }, () => events(2));
        const outcomes = await Promise.allSettled(
          racers.map((it, index) => (index % 2 ? store : elsewhere).append(stream, it, 2 * round)),
        );
        const winners = racers.filter((_, index) => outcomes[index]?.status === 'fulfilled');
        assert.equal(winners.length, 1, `${winners.length} appends won the same revision`);
        const stored = await store.readStream(stream, { from: 2 * round + 1 });
        assert.deepEqual(idsOf(stored), idsOf(winners.flat()));
      }
    },
  },
  {
    name: '1.11 appends to one stream that go together are decided one after the other',
    async check({ store }) {
      const stream = newStream();
      const sizes = [2, 1, 1, 1, 1];
      const outcomes = await Promise.allSettled([
        store.append(stream, events(2), 'noStream'),
        store.append(stream, [event()], 1),
        store.append(stream, [event()], 1),
        store.append(stream, [event()], 'streamExists'),
        store.append(stream, [event()], 'any'),
        store.append(newStream(), [event()], 'streamExists'),
      ]);
      const stored = await store.readStream(stream);
      const accepted = sizes.filter((_, index) => outcomes[index]?.status === 'fulfilled');
      const sum = accepted.reduce((all, it) => all + it, 0);
      assert.equal(stored.length, sum, 'what was stored is not what was accepted');
      assert.equal(outcomes[4].status, 'fulfilled');
      assert.deepEqual(
        stored.map((it) => it.revision),
        stored.map((_, index) => index),
      );
      assert.equal(outcomes[5].status, 'rejected');
      for (const it of outcomes)
        if (it.status === 'fulfilled')
          assert.equal(stored[it.value.revision]?.position, it.value.position);
    },
  },
];
