import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Delivery, type EventStore, ORIGIN, type Position, type Recorded } from '#eventing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import { planned, tagged } from '../../../../test/support/visits.js';
import { ReadAhead } from './read-ahead.js';
import { Beat } from './beat.js';
import { SharedSubscription } from './shared-subscription.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const beat = new Beat(() => 50);
const nobody = (): void => undefined;
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
  tail: SharedSubscription,
  from: Position,
  to: Position,
  limit: number,
  signal: AbortSignal,
  types?: ReadonlySet<string>,
) {
  const seen: Recorded[] = [];
  const reader = tail.reader(types, from);
  while (reader.reached < to) {
    const { events, to: at } = await reader.next(limit, false, beat, signal);
    expect(events.length).toBeLessThanOrEqual(limit);
    // what is far back is not chosen from
    seen.push(...events.filter((it) => !types || types.has(it.type)));
    reader.done(at, at);
  }
  tail.leave(reader);
  return seen.map((it) => it.position);
}

describe('the tail', () => {
  it('gives every reader every event once and in order, however far back and however slow it is', async () => {
    let broke = 0;
    const store = faulty({
      async *subscribe(after, options): AsyncGenerator<Delivery> {
        let events = 0;
        for await (const it of house.store.subscribe(after, { ...options, batch: 9 })) {
          yield it;
          if (it.kind === 'events') events += it.events.length;
          if (events > 60 && ++broke < 4) throw new Error('the subscription broke');
        }
      },
    });
    const before = await house.tellAtOnce(many('a', 120));
    const stop = new AbortController();
    const tail = new SharedSubscription(store, quiet, nobody, 20);
    const running = tail.run(stop.signal);
    await until(() => tail.head === before);
    const telling = house.tell(...many('b', 250));
    const end = await telling;
    const readers = [1, 7, 100].flatMap((limit) => [
      follow(tail, ORIGIN, end, limit, stop.signal),
      follow(tail, before, end, limit, stop.signal),
    ]);
    const all = (await eventsOf(house.store)).map((it) => it.position);
    const since = all.filter((it) => it > before);
    expect(await Promise.all(readers)).toEqual([all, since, all, since, all, since]);
    expect(broke).toBeGreaterThan(0);
    stop.abort();
    await running;
  });

  it('wakes those who wait, and lets them go when it ends', async () => {
    const stop = new AbortController();
    const tail = new SharedSubscription(house.store, quiet);
    const running = tail.run(stop.signal);
    const head = await house.store.head();
    await until(() => tail.head === head);
    const slow = new Beat(() => 60_000);
    const reader = tail.reader(undefined, head);
    const waiting = reader.next(10, false, slow, stop.signal);
    const at = await house.tell(planned('w'));
    expect((await waiting).events.map((it) => it.position)).toEqual([at]);
    reader.done(at, at);
    const last = reader.next(10, false, slow, stop.signal);
    stop.abort();
    expect(await last).toMatchObject({ events: [] });
    await running;
  });

  it('tells those whom an event concerns, and the others are past it without being woken', async () => {
    const stop = new AbortController();
    const tail = new SharedSubscription(house.store, quiet);
    const running = tail.run(stop.signal);
    const head = await house.store.head();
    await until(() => tail.head === head);
    const slow = new Beat(() => 60_000);
    const [visits, none] = [['VisitPlanned'], ['VisitMade']].map((it) =>
      tail.reader(new Set(it), head),
    );
    let woken = 0;
    const waiting = none!.next(10, false, slow, stop.signal).then(() => woken++);
    const told = visits!.next(10, false, slow, stop.signal);
    await house.tell(tagged('w', 'x'));
    const at = await house.tell(planned('x'));
    expect((await told).events.map((it) => it.position)).toEqual([at]);
    // until it says that it is done, it is not
    expect([visits!.reached, none!.reached]).toEqual([expect.not.stringMatching(at), at]);
    visits!.done(at, at);
    expect([visits!.reached, woken]).toEqual([at, 0]);
    stop.abort();
    await Promise.all([running, waiting]);
  });

  it('begins once the log answers', async () => {
    let asked = 0;
    const store = faulty({
      head: () => (++asked < 2 ? Promise.reject(new Error('the log is away')) : house.store.head()),
    });
    const stop = new AbortController();
    const tail = new SharedSubscription(store, quiet);
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
    const chunks = new ReadAhead(store);
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
    const chunks = new ReadAhead(store);
    await expect(chunks.after(ORIGIN, 5)).rejects.toThrow('away');
    expect(await chunks.after(ORIGIN, 5)).toHaveLength(5);
  });
});
