import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Delivery, type EventStore, ORIGIN, type Position, type Recorded } from '#eventing';
import {
  factsOf,
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../test/support/projections-house.js';
import { planned } from '../../../test/support/visits.js';
import { Chunks } from './chunks.js';
import { Tail } from './tail.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const many = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => planned(`${prefix}${n}`));

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

/** The store, with some of its methods replaced. */
const faulty = (changed: Partial<EventStore>): EventStore =>
  Object.assign(Object.create(house.store) as EventStore, changed);

/** Reads on until a position, in batches of at most `limit`. */
async function follow(
  tail: Tail,
  from: Position,
  to: Position,
  limit: number,
  signal: AbortSignal,
) {
  const seen: Recorded[] = [];
  for (let at = from; at < to;) {
    const facts = await tail.after(at, limit, 50, signal);
    expect(facts.length).toBeLessThanOrEqual(limit);
    seen.push(...facts);
    at = facts.at(-1)?.position ?? at;
  }
  return seen.map((it) => it.position);
}

describe('the tail', () => {
  it('gives every reader every fact once and in order, however far back and however slow it is', async () => {
    let broke = 0;
    const store = faulty({
      async *subscribe(after, options): AsyncGenerator<Delivery> {
        let facts = 0;
        for await (const it of house.store.subscribe(after, { ...options, batch: 9 })) {
          yield it;
          if (it.kind === 'facts') facts += it.facts.length;
          if (facts > 60 && ++broke < 4) throw new Error('the subscription broke');
        }
      },
    });
    const before = await house.tellAtOnce(many('a', 120));
    const stop = new AbortController();
    const tail = new Tail(store, quiet, 20);
    const running = tail.run(stop.signal);
    await until(() => tail.head === before);
    const telling = house.tell(...many('b', 250));
    const end = await telling;
    const readers = [1, 7, 100].flatMap((limit) => [
      follow(tail, ORIGIN, end, limit, stop.signal),
      follow(tail, before, end, limit, stop.signal),
    ]);
    const all = (await factsOf(house.store)).map((it) => it.position);
    const since = all.filter((it) => it > before);
    expect(await Promise.all(readers)).toEqual([all, since, all, since, all, since]);
    expect(broke).toBeGreaterThan(0);
    stop.abort();
    await running;
  });

  it('wakes those who wait, and lets them go when it ends', async () => {
    const stop = new AbortController();
    const tail = new Tail(house.store, quiet);
    const running = tail.run(stop.signal);
    const head = await house.store.head();
    await until(() => tail.head === head);
    const waiting = tail.after(head, 10, 60_000, stop.signal);
    const at = await house.tell(planned('w'));
    expect((await waiting).map((it) => it.position)).toEqual([at]);
    const last = tail.after(at, 10, 60_000, stop.signal);
    stop.abort();
    expect(await last).toEqual([]);
    await running;
  });

  it('begins once the log answers', async () => {
    let asked = 0;
    const store = faulty({
      head: () => (++asked < 2 ? Promise.reject(new Error('the log is away')) : house.store.head()),
    });
    const stop = new AbortController();
    const tail = new Tail(store, quiet);
    const running = tail.run(stop.signal);
    const end = await house.store.head();
    await until(() => tail.head === end);
    stop.abort();
    await running;
  });
});

describe('stretches of the log', () => {
  it('are read once for all who are at the same place', async () => {
    let reads = 0;
    const store = faulty({
      readAll: (after, options) => {
        reads++;
        return house.store.readAll(after, options);
      },
    });
    const chunks = new Chunks(store);
    const answers = await Promise.all([1, 2, 3].map((n) => chunks.after(ORIGIN, n)));
    expect(answers.map((it) => it.length)).toEqual([1, 2, 3]);
    expect(reads).toBe(1);
  });

  it('that could not be read are read again', async () => {
    let asked = 0;
    const store = faulty({
      readAll: (after, options) =>
        ++asked < 2 ? Promise.reject(new Error('away')) : house.store.readAll(after, options),
    });
    const chunks = new Chunks(store);
    await expect(chunks.after(ORIGIN, 5)).rejects.toThrow('away');
    expect(await chunks.after(ORIGIN, 5)).toHaveLength(5);
  });
});
