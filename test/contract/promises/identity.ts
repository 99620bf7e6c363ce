import { strict as assert } from 'node:assert';
import { type EventStore, ORIGIN } from '#eventing';
import { event, Follower, newStream, type StorePromise } from '../stand.js';

/** 6: a log is one log. */
export const identity: readonly StorePromise[] = [
  {
    name: '6.1 a log has an id, the same for all who open it, and no other log has it',
    async check({ store, elsewhere, otherLog }) {
      const id = await store.logId();
      assert(id.length > 0);
      assert.equal(await store.logId(), id);
      assert.equal(await elsewhere.logId(), id);
      assert.notEqual(await otherLog.logId(), id);
    },
  },
  {
    name: '6.2 the head is the position of the last event',
    async check({ store, otherLog }) {
      const { position } = await store.append(newStream(), [event()], 'noStream');
      assert((await store.head()) >= position);
      const empty = await otherLog.head();
      const first = await otherLog.append(newStream(), [event()], 'noStream');
      assert(first.position > empty);
      assert.equal(await otherLog.head(), first.position);
    },
  },
  {
    name: '6.3 all who open a new log at once are told the same id',
    async check({ newLog }) {
      const { stores, close } = await newLog(5);
      try {
        const ids = await Promise.all(stores.map((it) => it.logId()));
        assert.equal(new Set(ids).size, 1, 'a log has several ids');
      } finally {
        await close();
      }
    },
  },
  {
    name: '6.4 a new log has no events, and its end is its origin',
    async check(stand) {
      const { stores, close } = await stand.newLog(2);
      try {
        const [one, other] = stores as [EventStore, EventStore];
        assert.equal(await one.head(), ORIGIN);
        assert.deepEqual(await one.readAll(ORIGIN), []);
        assert.deepEqual(await one.readAll(ORIGIN, { backwards: true, limit: 1 }), []);
        const follower = new Follower(other, ORIGIN);
        await follower.until(stand, 'the mark', () => follower.marks.length > 0);
        const first = await one.append(newStream(), [event()], 'noStream');
        assert(first.position > ORIGIN);
        await follower.until(stand, 'the first event', () => follower.seen.length > 0);
        await follower.stop(stand);
        assert.deepEqual(
          follower.seen.map((it) => it.position),
          [first.position],
        );
      } finally {
        await close();
      }
    },
  },
];
