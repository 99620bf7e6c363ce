import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Recorded } from '#eventing';
import {
  event,
  events,
  Follower,
  idsOf,
  newCategory,
  newStream,
  positionBeyond,
  type StorePromise,
} from '../stand.js';

/** 3: subscriptions in less fortunate circumstances. */
export const listening: readonly StorePromise[] = [
  {
    name: '3.20 a subscription from the head is given only what comes after',
    async check(stand) {
      const { store } = stand;
      const category = newCategory();
      const { position } = await store.append(newStream(category), events(3), 'noStream');
      const follower = new Follower(store, position, { filter: { category } });
      await follower.until(stand, 'the mark of having caught up', () => follower.marks.length > 0);
      const later = event();
      await store.append(newStream(category), [later], 'noStream');
      await follower.until(stand, 'the later event', () => follower.seen.length > 0);
      await follower.stop(stand);
      assert.deepEqual(idsOf(follower.seen), [later.id]);
    },
  },
  {
    name: '3.21 a subscription from beyond the head waits there and is not given what lies before',
    async check(stand) {
      const { store } = stand;
      const category = newCategory();
      const { position } = await store.append(newStream(category), [event()], 'noStream');
      const beyond = positionBeyond(position);
      const follower = new Follower(store, beyond, { filter: { category } });
      await store.append(newStream(category), [event()], 'noStream');
      await sleep(60);
      assert(!follower.ended, 'the subscription ended by itself');
      await follower.stop(stand);
      assert.deepEqual(follower.seen, []);
      assert(follower.marks.every((it) => it >= beyond));
    },
  },
  {
    name: '3.24 no wake-up is lost between looking and waiting',
    async check(stand) {
      const { store, elsewhere } = stand;
      const category = newCategory();
      const stream = newStream(category);
      const follower = new Follower(store, await store.head(), { filter: { category } });
      for (let i = 0; i < 25; i++) {
        await follower.until(stand, 'the mark', () => follower.marks.length > 0);
        await (i % 2 ? store : elsewhere).append(stream, [event()], i - 1);
        await follower.until(stand, 'the event', () => follower.seen.length > i);
        assert(!follower.ended);
      }
      await follower.stop(stand);
      assert.deepEqual(
        follower.seen.map((it) => it.revision),
        follower.seen.map((_, index) => index),
      );
    },
  },
  {
    name: '3.26 a subscriber who leaves in the middle goes on elsewhere where they were',
    async check({ store, elsewhere }) {
      const category = newCategory();
      const start = await store.head();
      for (let i = 0; i < 5; i++) await store.append(newStream(category), events(4), 'noStream');
      const seen: Recorded[] = [];
      for (let at = start; seen.length < 20; at = seen.at(-1)!.position) {
        const abort = new AbortController();
        const options = { signal: abort.signal, filter: { category }, batch: 3 };
        for await (const it of (seen.length % 2 ? store : elsewhere).subscribe(at, options)) {
          if (it.kind !== 'events') continue;
          seen.push(...it.events);
          break;
        }
        abort.abort();
      }
      assert.deepEqual(seen, await store.readAll(start, { filter: { category } }));
    },
  },
  {
    name: '3.27 marks rise, and stand between what was delivered and what is to come',
    async check(stand) {
      const { store } = stand;
      const category = newCategory();
      const start = await store.head();
      await store.append(newStream(category), events(30), 'noStream');
      const follower = new Follower(store, start, { filter: { category }, batch: 7 });
      for (let i = 0; i < 15; i++)
        await store.append(newStream(i % 3 ? category : newCategory()), events(2), 'noStream');
      await follower.until(stand, 'all events', () => follower.seen.length >= 50);
      const last = follower.seen.at(-1)!.position;
      await follower.until(stand, 'the last mark', () => (follower.marks.at(-1) ?? '') >= last);
      await follower.stop(stand);
      let at: string = start;
      for (const it of follower.deliveries) {
        const next = it.kind === 'events' ? it.events.map((each) => each.position) : [it.position];
        for (const position of next) {
          assert(position > at || (it.kind === 'caughtUp' && position >= at), 'it went back');
          at = position;
        }
      }
    },
  },
  {
    name: '3.28 a subscription that asks for single events is given single events',
    async check(stand) {
      const { store } = stand;
      const category = newCategory();
      const start = await store.head();
      const sent = events(9);
      await store.append(newStream(category), sent, 'noStream');
      const follower = new Follower(store, start, { filter: { category }, batch: 1 });
      await follower.until(stand, 'all events', () => follower.seen.length >= 9);
      await follower.stop(stand);
      assert.deepEqual(idsOf(follower.seen), idsOf(sent));
      for (const it of follower.deliveries)
        if (it.kind === 'events') assert.equal(it.events.length, 1);
    },
  },
  {
    name: '3.29 a subscription filters as a reader does',
    async check(stand) {
      const { store } = stand;
      const category = newCategory();
      const start = await store.head();
      const filter = { category, types: ['Opened', 'Closed'] };
      const follower = new Follower(store, start, { filter });
      for (const type of ['Opened', 'Moved', 'Closed', 'Opened.again']) {
        await store.append(newStream(category), [event(type)], 'noStream');
        await store.append(newStream(`${category}s`), [event(type)], 'noStream');
      }
      await follower.until(stand, 'both events', () => follower.seen.length >= 2);
      const { position } = await store.append(newStream(), [event()], 'noStream');
      await follower.until(stand, 'a mark beyond', () => (follower.marks.at(-1) ?? '') >= position);
      await follower.stop(stand);
      assert.deepEqual(follower.seen, await store.readAll(start, { filter }));
      assert.equal(follower.seen.length, 2);
    },
  },
  {
    name: '3.30 large events are delivered whole',
    async check(stand) {
      const { store } = stand;
      const category = newCategory();
      const start = await store.head();
      const large = 'groundswell '.repeat(60_000);
      for (let i = 0; i < 3; i++)
        await store.append(newStream(category), [event('Noted', { large, i })], 'noStream');
      const follower = new Follower(store, start, { filter: { category } });
      await follower.until(stand, 'all events', () => follower.seen.length >= 3);
      await follower.stop(stand);
      for (const [i, it] of follower.seen.entries()) assert.deepEqual(it.data, { large, i });
    },
  },
];
