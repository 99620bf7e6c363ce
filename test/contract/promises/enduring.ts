import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Recorded } from '#eventing';
import {
  eventually,
  event,
  events,
  Follower,
  newCategory,
  newStream,
  type StorePromise,
} from '../stand.js';

/** 3: subscriptions that are slow, many, broken off or given up. */
export const enduring: readonly StorePromise[] = [
  {
    name: '3.22 a subscriber slower than the writers is given every event, in batches it can carry',
    async check({ store, elsewhere }) {
      const category = newCategory();
      const start = await store.head();
      const abort = new AbortController();
      const seen: Recorded[] = [];
      const following = (async () => {
        const options = { signal: abort.signal, filter: { category }, batch: 40 };
        for await (const it of store.subscribe(start, options)) {
          if (it.kind !== 'events') continue;
          assert(it.events.length <= 40, 'a batch is larger than was asked for');
          await sleep(10);
          seen.push(...it.events);
          if (seen.length >= 1_200) abort.abort();
        }
      })();
      const writers = Array.from({ length: 6 }, async () => {
        for (let i = 0; i < 4; i++)
          await elsewhere.append(newStream(category), events(50), 'noStream');
      });
      await Promise.all([...writers, following]);
      assert.deepEqual(seen, await store.readAll(start, { filter: { category } }));
    },
  },
  {
    name: '3.23 many subscribers are each given all, in the same order',
    async check(stand) {
      const { store, elsewhere } = stand;
      const category = newCategory();
      const start = await store.head();
      const followers = Array.from(
        { length: 8 },
        (_, index) =>
          new Follower(index % 2 ? store : elsewhere, start, {
            filter: { category },
            batch: 1 + index,
          }),
      );
      await Promise.all(
        Array.from({ length: 20 }, () => store.append(newStream(category), events(2), 'noStream')),
      );
      const whole = await store.readAll(start, { filter: { category } });
      assert.equal(whole.length, 40);
      for (const it of followers) {
        await it.until(stand, 'every event', () => it.seen.length >= 40);
        await it.stop(stand);
        assert.deepEqual(it.seen, whole);
      }
    },
  },
  {
    name: '3.25 a subscription whose connection breaks while it is idle goes on',
    async check(stand) {
      const { store, elsewhere } = stand;
      const category = newCategory();
      const follower = new Follower(store, await store.head(), { filter: { category } });
      await follower.until(stand, 'the mark of having caught up', () => follower.marks.length > 0);
      for (let round = 1; round <= 2; round++) {
        await stand.interrupt();
        await sleep(20);
        await elsewhere.append(newStream(category), [event()], 'noStream');
        await follower.until(stand, 'the event', () => follower.seen.length >= round);
      }
      await follower.stop(stand);
      assert.equal(follower.seen.length, 2);
    },
  },
  {
    name: '3.31 connections that break while a subscription catches up cost no event',
    async check(stand) {
      const { store } = stand;
      const category = newCategory();
      const start = await store.head();
      for (let i = 0; i < 10; i++) await store.append(newStream(category), events(40), 'noStream');
      const follower = new Follower(store, start, { filter: { category }, batch: 11 });
      for (const seen of [1, 90, 200]) {
        await follower.until(stand, 'some events', () => follower.seen.length >= seen);
        await stand.interrupt();
      }
      await follower.until(stand, 'all events', () => follower.seen.length >= 400);
      await follower.stop(stand);
      assert.deepEqual(follower.seen, await store.readAll(start, { filter: { category } }));
    },
  },
  {
    name: '3.32 a subscription that is aborted while it is behind ends at once',
    async check(stand) {
      const { store } = stand;
      const category = newCategory();
      const start = await store.head();
      await store.append(newStream(category), events(300), 'noStream');
      const abort = new AbortController();
      let seen = 0;
      const following = (async () => {
        const options = { signal: abort.signal, filter: { category }, batch: 10 };
        for await (const it of store.subscribe(start, options)) {
          if (it.kind === 'events') seen += it.events.length;
          abort.abort();
        }
        return true;
      })();
      let ended = false;
      void following.then((it) => (ended = it));
      await eventually(stand, 'it ends', () => ended);
      assert(seen <= 10, 'it went on after it was aborted');
    },
  },
];
