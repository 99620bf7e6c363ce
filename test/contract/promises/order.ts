import { strict as assert } from 'node:assert';
import type { Recorded } from '#eventing';
import {
  event,
  events,
  Follower,
  idsOf,
  newCategory,
  newStream,
  type StorePromise,
} from '../stand.js';

/** 4: there is one order, the same for everybody, and it has no second thoughts. */
export const order: readonly StorePromise[] = [
  {
    name: '4.1 positions rise, as text, in the order in which events are read',
    async check({ store }) {
      const start = await store.head();
      const stream = newStream();
      const landed = [];
      for (let i = 0; i < 12; i++) landed.push(await store.append(stream, events(2), 2 * i - 1));
      const read = (await store.readAll(start)).filter((it) => it.stream === stream);
      const positions = read.map((it) => it.position);
      assert.deepEqual(
        positions,
        [...new Set(positions)].sort(),
        'the order is not that of positions',
      );
      assert.deepEqual(
        read.map((it) => it.revision),
        read.map((_, index) => index),
        'events of a stream are not in the order of the stream',
      );
      assert.deepEqual(
        landed.map((it) => it.position),
        read.filter((it) => it.revision % 2).map((it) => it.position),
        'an append answered with a position that is not its last event’s',
      );
      assert.deepEqual(await store.readStream(stream), read);
    },
  },
  {
    name: '4.2 nobody sees a position before its predecessor',
    async check(stand) {
      const { store, elsewhere } = stand;
      const start = await store.head();
      const category = newCategory();
      const filter = { category };
      const follower = new Follower(elsewhere, start, { filter, batch: 5 });
      let writing = true;
      const seenBy = [store, elsewhere].map(async (reader) => {
        const seen: Recorded[] = [];
        for (let more = true; more;) {
          more = writing;
          const page = await reader.readAll(seen.at(-1)?.position ?? start, { filter, limit: 50 });
          seen.push(...page);
          more ||= page.length > 0;
        }
        return seen;
      });
      const writer = async (_: unknown, index: number) => {
        for (let i = 0; i < 15; i++)
          await (index % 2 ? store : elsewhere).append(
            newStream(category),
            events(1 + (i % 3)),
            'noStream',
          );
      };
      await Promise.all(Array.from({ length: 16 }, writer));
      writing = false;
      const whole = idsOf(await store.readAll(start, { filter }));
      for (const seen of await Promise.all(seenBy))
        assert.deepEqual(idsOf(seen), whole, 'a reader who pages on has not seen every event');
      await follower.until(stand, 'every event', () => follower.seen.length >= whole.length);
      await follower.stop(stand);
      assert.deepEqual(
        idsOf(follower.seen),
        whole,
        'a subscriber has not seen every event in order',
      );
    },
  },
  {
    name: '4.3 what was acknowledged is visible to everybody, and before what comes later',
    async check({ store, elsewhere }) {
      let before = await store.head();
      for (let i = 0; i < 10; i++) {
        const stream = newStream();
        const { position } = await (i % 2 ? store : elsewhere).append(
          stream,
          events(2),
          'noStream',
        );
        assert(position > before, 'a later event has an earlier position');
        for (const reader of [store, elsewhere]) {
          assert((await reader.head()) >= position, 'the head is behind an acknowledged event');
          const [first, last] = await reader.readStream(stream);
          assert.equal(last?.position, position);
          const after = await reader.readAll(before);
          assert(
            after.some((it) => it.id === first?.id),
            'an acknowledged event is not in the log',
          );
        }
        before = position;
      }
    },
  },
  {
    name: '4.4 no clock has a say in the order',
    async check({ store }) {
      const start = await store.head();
      const category = newCategory();
      const days = ['2031', '1999', '2025', '1970'].map((it) => `${it}-01-01T00:00:00.000Z`);
      for (const recordedOn of days) {
        const { meta, ...rest } = event();
        const told = { ...rest, meta: { ...meta, recordedOn } };
        await store.append(newStream(category), [told], 'noStream');
      }
      const log = await store.readAll(start, { filter: { category } });
      assert.deepEqual(
        log.map((it) => it.recordedOn),
        days,
      );
    },
  },
  {
    name: '4.5 positions sort by their bytes, in whatever place they are sorted',
    async check({ store }) {
      const start = await store.head();
      const category = newCategory();
      for (let i = 0; i < 12; i++)
        await store.append(newStream(category), events(1 + (i % 4)), 'noStream');
      const log = await store.readAll(start, { filter: { category } });
      const positions = log.map((it) => it.position);
      const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
      assert.deepEqual([...positions].sort(byBytes), positions);
      assert(positions.every((it) => /^[0-9.]+$/.test(it) && it > start));
    },
  },
  {
    name: '4.6 a stream and the log tell the same',
    async check({ store, elsewhere }) {
      const start = await store.head();
      const streams = Array.from({ length: 5 }, () => newStream());
      for (let i = 0; i < 3; i++)
        await Promise.all(streams.map((it) => store.append(it, events(2), 2 * i - 1)));
      const log = await elsewhere.readAll(start);
      for (const stream of streams)
        assert.deepEqual(
          log.filter((it) => it.stream === stream),
          await store.readStream(stream),
        );
    },
  },
];
