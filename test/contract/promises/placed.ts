import { strict as assert } from 'node:assert';
import type { Place, Recorded } from '#eventing';
import { event, events, idsOf, newStream, type StorePromise } from '../stand.js';

/** Every field of an event, by its name. */
const told = (it: Recorded) => [
  ...[it.id, it.stream, it.revision, it.position, it.type, it.data, it.schemaVersion],
  ...[it.occurredOn, it.recordedOn, it.actor, it.commandId, it.bodyHash, it.correlationId],
  ...[it.causationId, it.tags],
];

const placeOf = ({ stream, revision, position }: Recorded): Place => ({
  stream,
  revision,
  position,
});

/** 9: events by their places. */
export const placed: readonly StorePromise[] = [
  {
    name: '9.1 the events at some places are these and no others, whole and in position order',
    async check({ store, elsewhere }) {
      const start = await store.head();
      const [one, other, third] = [newStream(), newStream(), newStream()];
      await store.append(one, events(3), 'noStream');
      await store.append(other, events(4, 'Opened'), 'noStream');
      await store.append(one, events(2), 2);
      await store.append(third, events(2), 'noStream');
      const whole = await store.readAll(start);
      const at = (stream: string, ...revisions: number[]) =>
        whole.filter((it) => it.stream === stream && revisions.includes(it.revision));
      // asked for out of order, with gaps inside a stream
      const wanted = [...at(other, 3), ...at(one, 4, 0), ...at(third, 1), ...at(other, 1)];
      const found = await elsewhere.readEvents(wanted.map(placeOf).reverse());
      const ids = new Set(idsOf(wanted));
      assert.deepEqual(
        found,
        whole.filter((it) => ids.has(it.id)),
      );
      assert.equal(found.length, 5);
    },
  },
  {
    name: '9.2 a place named twice has its event once, and no places have none',
    async check({ store }) {
      const stream = newStream();
      await store.append(stream, events(2), 'noStream');
      const [first, second] = await store.readStream(stream);
      assert(first && second, 'the stream has its events');
      const places = [second, first, second].map(placeOf);
      assert.deepEqual(await store.readEvents(places), [first, second]);
      assert.deepEqual(await store.readEvents([]), []);
    },
  },
  {
    name: '9.3 the events of very many places are found at once',
    async check({ store }) {
      const start = await store.head();
      const streams = Array.from({ length: 300 }, () => newStream());
      await Promise.all(streams.map((it) => store.append(it, events(2), 'noStream')));
      const whole = (await store.readAll(start)).filter((it) => streams.includes(it.stream));
      assert.equal(whole.length, 600);
      const found = await store.readEvents(whole.map(placeOf));
      assert.deepEqual(idsOf(found), idsOf(whole));
    },
  },
  {
    name: '9.4 whoever reads by place does not notice that connections break',
    async check(stand) {
      const { store } = stand;
      const told = event();
      const stream = newStream();
      await store.append(stream, [told], 'noStream');
      const places = (await store.readStream(stream)).map(placeOf);
      for (let round = 0; round < 3; round++) {
        const [found] = await Promise.all([store.readEvents(places), stand.interrupt()]);
        assert.deepEqual(idsOf(found), [told.id]);
      }
    },
  },
  {
    name: '9.5 what is read lazily says the same, whichever field is asked for first',
    async check({ store, elsewhere }) {
      const start = await store.head();
      const stream = newStream();
      const plain = events(3);
      const withHash = event('Noted', {
        says: '"about":["urn:1"]',
        list: [null, 'ü\n'],
        none: null,
      });
      await store.append(
        stream,
        [...plain, { ...withHash, meta: { ...withHash.meta, bodyHash: 'h', tags: [] } }],
        'noStream',
      );
      const whole = (await store.readAll(start)).filter((it) => it.stream === stream);
      assert.equal(whole.length, 4);
      const all = await elsewhere.readAll(start, { lazy: true });
      const mine = all.filter((it) => it.stream === stream);
      assert.deepEqual(mine.map(told), whole.map(told));
      const found = await elsewhere.readEvents(whole.map(placeOf), { lazy: true });
      for (const it of found) assert(Array.isArray(it.tags), 'the identities, asked for first');
      assert.deepEqual(found.map(told), whole.map(told));
    },
  },
];
