import { strict as assert } from 'node:assert';
import { fact, newStream, type StorePromise } from '../stand.js';

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
    name: '6.2 the head is the position of the last fact',
    async check({ store, otherLog }) {
      const { position } = await store.append(newStream(), [fact()], 'noStream');
      assert((await store.head()) >= position);
      const empty = await otherLog.head();
      const first = await otherLog.append(newStream(), [fact()], 'noStream');
      assert(first.position > empty);
      assert.equal(await otherLog.head(), first.position);
    },
  },
];
