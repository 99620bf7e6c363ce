import { strict as assert } from 'node:assert';
import { Conflict, type NewEvent, type Position } from '#eventing';
import { events, idsOf, newCategory, newStream, type Stand, type StorePromise } from '../stand.js';

const WRITERS = 32;
const STREAMS = 8;
const APPENDS = 10;

/** 5: what was acknowledged stays. */
export const surviving: readonly StorePromise[] = [
  {
    name: '5.1 writers in each other’s way, repeats and broken connections lose and double nothing',
    async check(stand) {
      const start = await stand.store.head();
      const category = newCategory();
      const streams = Array.from({ length: STREAMS }, () => newStream(category));
      const acknowledged = new Map<string, { at: Position; sent: readonly NewEvent[] }>();
      const writer = async (_: unknown, index: number) => {
        for (let i = 0; i < APPENDS; i++) {
          const stream = streams[(index + i) % STREAMS] as string;
          const sent = events(1 + (i % 2));
          const at = await persist(stand, index, stream, sent);
          acknowledged.set(sent.at(-1)?.id ?? '', { at, sent });
          if (acknowledged.size % (WRITERS * 2) === 0) await stand.interrupt();
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, writer));

      const log = await stand.store.readAll(start, { filter: { category } });
      const place = new Map(log.map((it, index) => [it.id, index]));
      assert.equal(place.size, log.length, 'an event was stored twice');
      for (const { at, sent } of acknowledged.values()) {
        const first = place.get(sent[0]?.id ?? '');
        assert(first !== undefined, 'an acknowledged event was lost');
        const stored = log.slice(first, first + sent.length);
        assert.deepEqual(idsOf(stored), idsOf(sent), 'the events of one append were torn apart');
        assert.equal(stored.at(-1)?.position, at);
      }
      const sum = [...acknowledged.values()].reduce((n, it) => n + it.sent.length, 0);
      assert.equal(log.length, sum, 'an event was stored that nobody was told of');
      for (const stream of streams) {
        const revisions = (await stand.elsewhere.readStream(stream)).map((it) => it.revision);
        assert.deepEqual(
          revisions,
          revisions.map((_, index) => index),
        );
      }
    },
  },
  {
    name: '5.3 an append under way when its connection breaks is stored once, or not and it says so',
    async check(stand) {
      const { store } = stand;
      const start = await store.head();
      const category = newCategory();
      const told = new Map<string, boolean>();
      for (let round = 0; round < 4; round++) {
        const appends = Array.from({ length: 20 }, async (_, index) => {
          const [sent] = events(1) as [NewEvent];
          const appending = store.append(
            newStream(category),
            [sent],
            index % 2 ? 'any' : 'noStream',
          );
          told.set(
            sent.id,
            await appending.then(
              () => true,
              () => false,
            ),
          );
        });
        await stand.interrupt();
        await Promise.all(appends);
      }
      const log = idsOf(await store.readAll(start, { filter: { category } }));
      assert.equal(new Set(log).size, log.length, 'an event was stored twice');
      for (const [id, accepted] of told)
        assert(!accepted || log.includes(id), 'an acknowledged event was lost');
    },
  },
  {
    name: '5.4 a reader does not notice that connections break',
    async check(stand) {
      const { store } = stand;
      const stream = newStream();
      const { position } = await store.append(stream, events(50), 'noStream');
      for (let round = 0; round < 5; round++) {
        const reads = [store.readStream(stream), store.readStream(stream, { limit: 50 })];
        const head = store.head();
        await stand.interrupt();
        for (const read of reads) assert.equal((await read).length, 50);
        assert((await head) >= position);
      }
    },
  },
];

/** As the command handler does: read, append at the revision, again after a conflict; each append is sent twice. */
async function persist(
  { store, elsewhere }: Stand,
  index: number,
  stream: string,
  sent: readonly NewEvent[],
): Promise<Position> {
  const [mine, theirs] = index % 2 ? [store, elsewhere] : [elsewhere, store];
  for (;;) {
    const [last] = await mine.readStream(stream, { backwards: true, limit: 1 });
    const expected = last ? last.revision : 'noStream';
    try {
      const [once, again] = await Promise.all([
        mine.append(stream, sent, expected),
        theirs.append(stream, sent, expected),
      ]);
      assert.deepEqual(once, again, 'a repeat answered otherwise than the first');
      return once.position;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}
