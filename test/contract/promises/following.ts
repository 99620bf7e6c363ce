import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  event,
  events,
  Follower,
  idsOf,
  newCategory,
  newStream,
  type StorePromise,
} from '../stand.js';

/** 3: subscriptions. */
export const following: readonly StorePromise[] = [
  {
    name: '3.5 a subscription delivers what there is, says that it caught up, and goes on live',
    async check(stand) {
      const { store } = stand;
      const start = await store.head();
      const category = newCategory();
      const [past, live] = [events(25), events(25)];
      const stream = newStream(category);
      await store.append(stream, past, 'noStream');
      const follower = new Follower(store, start, { filter: { category }, batch: 10 });
      await follower.until(stand, 'the mark of having caught up', () => follower.marks.length > 0);
      assert.deepEqual(idsOf(follower.seen), idsOf(past), 'it caught up before it had them all');
      for (const it of live) await store.append(stream, [it], 'any');
      await follower.until(stand, 'live events', () => follower.seen.length >= 50);
      await follower.until(
        stand,
        'a further mark',
        () => follower.marks.at(-1)! >= follower.seen.at(-1)!.position,
      );
      await follower.stop(stand);
      assert.deepEqual(idsOf(follower.seen), idsOf([...past, ...live]));
      for (const it of follower.deliveries)
        if (it.kind === 'events') assert(it.events.length > 0 && it.events.length <= 10);
    },
  },
  {
    name: '3.6 events that another process appends are delivered too',
    async check(stand) {
      const { store, elsewhere } = stand;
      const category = newCategory();
      const follower = new Follower(store, await store.head(), { filter: { category } });
      await follower.until(stand, 'the mark of having caught up', () => follower.marks.length > 0);
      const sent = events(5);
      for (const it of sent) await elsewhere.append(newStream(category), [it], 'noStream');
      await follower.until(stand, 'their events', () => follower.seen.length >= 5);
      await follower.stop(stand);
      assert.deepEqual(idsOf(follower.seen), idsOf(sent));
    },
  },
  {
    name: '3.7 a filtered subscription says how far it has looked, past events it leaves out',
    async check(stand) {
      const { store } = stand;
      const start = await store.head();
      const category = newCategory();
      const follower = new Follower(store, start, { filter: { category, types: ['Opened'] } });
      const opened = event('Opened');
      await store.append(newStream(category), [opened, ...events(20)], 'noStream');
      const last = await store.append(newStream(), events(20), 'noStream');
      await follower.until(stand, 'a mark at the end of the log', () =>
        follower.marks.some((it) => it >= last.position),
      );
      await follower.stop(stand);
      assert.deepEqual(idsOf(follower.seen), [opened.id]);
    },
  },
  {
    name: '3.8 a subscription goes on after any position it delivered',
    async check(stand) {
      const { store } = stand;
      const category = newCategory();
      const start = await store.head();
      await store.append(newStream(category), events(12), 'noStream');
      const whole = await store.readAll(start, { filter: { category } });
      for (const at of [0, 5, 10]) {
        const follower = new Follower(store, whole[at]!.position, {
          filter: { category },
          batch: 3,
        });
        await follower.until(stand, 'the rest', () => follower.seen.length >= 11 - at);
        await follower.stop(stand);
        assert.deepEqual(follower.seen, whole.slice(at + 1));
      }
    },
  },
  {
    name: '3.9 a subscription outlives broken connections and neither skips nor repeats',
    async check(stand) {
      const { store, elsewhere } = stand;
      const category = newCategory();
      const follower = new Follower(store, await store.head(), { filter: { category }, batch: 7 });
      const sent: string[] = [];
      const stream = newStream(category);
      for (let round = 0; round < 4; round++) {
        for (const it of events(10)) {
          await (round % 2 ? store : elsewhere).append(stream, [it], sent.length - 1);
          sent.push(it.id);
        }
        await stand.interrupt();
        assert(!follower.ended, 'the subscription ended by itself');
      }
      await follower.until(stand, 'all events', () => follower.seen.length >= sent.length);
      await follower.stop(stand);
      assert.deepEqual(idsOf(follower.seen), sent);
    },
  },
  {
    name: '3.10 a subscription ends when it is aborted, and not before',
    async check(stand) {
      const { store } = stand;
      const quiet = new Follower(store, await store.head(), {
        filter: { category: newCategory() },
      });
      await quiet.until(stand, 'the mark of having caught up', () => quiet.marks.length > 0);
      // long enough for what ends by itself to have ended
      await sleep(30);
      assert(!quiet.ended, 'the subscription ended by itself');
      await quiet.stop(stand);
      const signal = AbortSignal.abort();
      for await (const _ of store.subscribe(await store.head(), { signal })) assert.fail('aborted');
    },
  },
];
