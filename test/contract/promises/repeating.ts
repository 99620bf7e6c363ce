import { strict as assert } from 'node:assert';
import { assertConflict, event, events, idsOf, newStream, type StorePromise } from '../stand.js';

/** 2: the same append again is the same append. */
export const repeating: readonly StorePromise[] = [
  {
    name: '2.1 a repeat at the same revision answers as the first did and stores nothing',
    async check({ store }) {
      const stream = newStream();
      await store.append(stream, events(2), 'noStream');
      const sent = events(3);
      const first = await store.append(stream, sent, 1);
      assert.deepEqual(await store.append(stream, sent, 1), first);
      await store.append(stream, events(2), 4);
      assert.deepEqual(await store.append(stream, sent, 1), first);
      assert.equal((await store.readStream(stream)).length, 7);
    },
  },
  {
    name: '2.2 a repeat with noStream answers as the first did and stores nothing',
    async check({ store }) {
      const stream = newStream();
      const sent = events(2);
      const first = await store.append(stream, sent, 'noStream');
      await store.append(stream, events(1), 'any');
      assert.deepEqual(await store.append(stream, sent, 'noStream'), first);
      assert.equal((await store.readStream(stream)).length, 3);
    },
  },
  {
    name: '2.3 repeats at once, from several processes, are one append',
    async check({ store, elsewhere }) {
      const stream = newStream();
      const sent = events(2);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? store : elsewhere).append(stream, sent, 'noStream'),
        ),
      );
      for (const outcome of outcomes) assert.deepEqual(outcome, outcomes[0]);
      assert.deepEqual(idsOf(await store.readStream(stream)), idsOf(sent));
    },
  },
  {
    name: '2.4 a repeat is known by exactly its events in their order, after what it expected',
    async check({ store }) {
      const stream = newStream();
      const [a, b, c] = [event(), event(), event()];
      await store.append(stream, [a, b], 'noStream');
      await assertConflict(store.append(stream, [b, a], 'noStream'), 'noStream', 1);
      await assertConflict(store.append(stream, [a, b, c], 'noStream'), 'noStream', 1);
      await assertConflict(store.append(stream, [event()], 'noStream'), 'noStream', 1);
      await assertConflict(store.append(stream, [a, b], 0), 0, 1);
      await assertConflict(store.append(newStream(), [a, b], 0), 0, -1);
      assert.equal((await store.readStream(stream)).length, 2);
    },
  },
  {
    name: '2.5 only accepted appends are remembered: one refused before may be accepted later',
    async check({ store }) {
      const stream = newStream();
      await store.append(stream, [event()], 'noStream');
      const early = events(2);
      await assertConflict(store.append(stream, early, 1), 1, 0);
      await store.append(stream, [event()], 0);
      assert.equal((await store.append(stream, early, 1)).revision, 3);
      assert.deepEqual(idsOf(await store.readStream(stream, { from: 2 })), idsOf(early));
    },
  },
  {
    name: '2.6 a repeat is known to whoever it is sent to, also after connections broke',
    async check(stand) {
      const { store, elsewhere } = stand;
      const stream = newStream();
      const sent = events(2);
      const first = await store.append(stream, sent, 'noStream');
      assert.deepEqual(await elsewhere.append(stream, sent, 'noStream'), first);
      await stand.interrupt();
      assert.deepEqual(await store.append(stream, sent, 'noStream'), first);
      assert.deepEqual(await elsewhere.append(stream, sent, 'noStream'), first);
      assert.equal((await store.readStream(stream)).length, 2);
    },
  },
  {
    name: '2.7 a repeat of many events answers as the first did',
    async check({ store }) {
      const stream = newStream();
      await store.append(stream, [event()], 'noStream');
      const sent = events(120);
      const first = await store.append(stream, sent, 0);
      await store.append(stream, events(3), 120);
      assert.deepEqual(await store.append(stream, sent, 0), first);
      await assertConflict(store.append(stream, sent.slice(1), 0), 0, 123);
    },
  },
  {
    name: '2.8 noStream and the revision -1 are the same expectation of a repeat',
    async check({ store }) {
      const stream = newStream();
      const sent = events(2);
      const first = await store.append(stream, sent, 'noStream');
      assert.deepEqual(await store.append(stream, sent, -1), first);
      assert.equal((await store.readStream(stream)).length, 2);
    },
  },
  {
    name: '2.9 neither a repeat nor a refusal moves the log',
    async check({ otherLog }) {
      const stream = newStream();
      const sent = events(2);
      await otherLog.append(stream, sent, 'noStream');
      const head = await otherLog.head();
      await otherLog.append(stream, sent, 'noStream');
      await assertConflict(otherLog.append(stream, events(2), 7), 7, 1);
      await assertConflict(
        otherLog.append(newStream(), events(2), 'streamExists'),
        'streamExists',
        -1,
      );
      assert.equal(await otherLog.head(), head);
      assert.deepEqual(await otherLog.readAll(head), []);
    },
  },
];
