import { strict as assert } from 'node:assert';
import { Conflict } from '#eventing';
import { event, events, idsOf, newCategory, newStream, type StorePromise } from '../stand.js';

/** 8: appends that are handed over together keep their order. */
export const inOrder: readonly StorePromise[] = [
  {
    name: '8.1 appends handed over together stand in the log in their order, streams mingled',
    async check({ store, elsewhere }) {
      const category = newCategory();
      const streams = Array.from({ length: 7 }, () => newStream(category));
      const revisions = new Map<string, number>();
      const start = await store.head();
      const appends = Array.from({ length: 700 }, (_, nth) => {
        const stream = streams[(nth * nth) % 7]!;
        const its = events(1 + (nth % 3));
        const last = revisions.get(stream) ?? -1;
        revisions.set(stream, last + its.length);
        return { stream, events: its, expected: last < 0 ? ('noStream' as const) : last };
      });
      // somebody else is busy meanwhile
      const noise = Array.from({ length: 20 }, () =>
        elsewhere.append(newStream(), events(1), 'noStream'),
      );
      const landed = await store.appendInOrder(appends);
      await Promise.all(noise);
      const written = await store.readAll(start, { filter: { category } });
      assert.deepEqual(idsOf(written), idsOf(appends.flatMap((it) => it.events)));
      const positions = landed.map((it) => it.position);
      assert.deepEqual(positions, [...positions].sort(), 'an append landed before an earlier one');
      assert.equal(positions.at(-1), written.at(-1)?.position);
      assert.deepEqual(await store.appendInOrder(appends.slice(0, 3)), landed.slice(0, 3));
    },
  },
  {
    name: '8.2 of appends handed over together the first that fails is the one that is told',
    async check({ store }) {
      const stream = newStream();
      const first = event();
      const outcome = await store
        .appendInOrder([
          { stream, events: [first], expected: 'noStream' },
          { stream, events: events(1), expected: 7 },
          { stream: newStream(), events: events(1), expected: 3 },
        ])
        .catch((error: unknown) => error);
      assert(outcome instanceof Conflict, 'a conflict was not told');
      assert.deepEqual([outcome.stream, outcome.expected, outcome.actual], [stream, 7, 0]);
      assert.deepEqual(idsOf(await store.readStream(stream)), [first.id]);
    },
  },
];
