import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Catalogue, type Event, idOf, NewerEvent, type NewEvent, ORIGIN } from '#eventing';
import { MemoryEventStore } from '#testing';
import type { JsonSchema } from './json-schema.js';
import { CurrentShapes, MisshapenEvent } from './current-shapes.js';
import { knownEvents } from './known-events.js';

/** A visit, which was first stated in hours and is now stated in half days. */
type VisitEvent =
  | Event<'VisitMade', { visitId: string; halfDays: number }>
  | Event<'VisitTagged', { visitId: string; tag: string }>;

const catalogue: Catalogue<VisitEvent> = {
  VisitMade: {
    version: 2,
    upcasts: {
      1: ({ visitId, hours }: { visitId: string; hours: number }) => ({
        visitId,
        halfDays: Math.ceil(hours / 3),
      }),
    },
  },
  VisitTagged: 1,
};
const strict = (properties: Readonly<Record<string, JsonSchema>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const text = { type: 'string' };
const visitId = { type: 'string', identity: 'visit' };
const halfDays = { type: 'integer', minimum: 1 };
const kept = [
  { type: 'VisitMade', version: 2, shape: strict({ visitId, halfDays }) },
  { type: 'VisitTagged', version: 1, shape: strict({ visitId, tag: text }) },
];
const known = knownEvents([catalogue], kept);

let nth = 0;
const event = (type: string, schemaVersion: number, data: unknown): NewEvent => ({
  id: idOf('shapes', nth++),
  type,
  data,
  meta: {
    schemaVersion,
    occurredOn: '2025-09-30',
    recordedOn: '2025-10-01T11:00:00.000Z',
    actor: { id: 'broker-1', role: 'broker' },
    commandId: 'c',
    correlationId: 'c',
    causationId: 'c',
    tags: ['visit:7'],
  },
});
const old = () => event('VisitMade', 1, { visitId: '7', hours: 5 });
const made = () => event('VisitMade', 2, { visitId: '7', halfDays: 1 });
const later = () => event('VisitMade', 3, { visitId: '7', sessions: ['morning'] });
const tagged = () => event('VisitTagged', 1, { visitId: '7', tag: 'maths' });

let log: MemoryEventStore;
let store: CurrentShapes;
beforeEach(() => {
  log = new MemoryEventStore();
  store = new CurrentShapes(log, known);
});

describe('an append', () => {
  it('of events in their present shape is stored', async () => {
    await store.append('visits.visit-7', [made(), tagged()], 'noStream');
    expect(await log.readStream('visits.visit-7')).toHaveLength(2);
  });

  it.each([
    ['lacks a field', { visitId: '7' }, "data must have required property 'halfDays'"],
    ['has one more', { visitId: '7', halfDays: 1, by: 'x' }, 'additional properties (by)'],
    ['has another type', { visitId: '7', halfDays: 'one' }, '/halfDays must be integer'],
    ['is out of bounds', { visitId: '7', halfDays: 0 }, '/halfDays must be >= 1'],
  ])('of an event that %s stores nothing and says where', async (_, data, says) => {
    const append = store.append('visits.visit-7', [tagged(), event('VisitMade', 2, data)], 'any');
    await expect(append).rejects.toThrow(MisshapenEvent);
    await expect(append).rejects.toThrow(says);
    expect(await log.head()).toBe(ORIGIN);
  });

  it('of a type that nobody catalogued is refused', async () => {
    await expect(
      store.append('visits.visit-7', [event('VisitBurnt', 1, {})], 'any'),
    ).rejects.toThrow(
      'VisitBurnt version 1 for visits.visit-7 was not recorded: ' +
        'no catalogue of this program has this type',
    );
  });

  it.each([old, later])('of another version than the present one is refused', async (of) => {
    await expect(store.append('visits.visit-7', [of()], 'any')).rejects.toThrow(
      'the version that is recorded is 2',
    );
  });

  it('never tells the words that were refused', async () => {
    const told = event('VisitMade', 2, { visitId: 7, halfDays: 'Mx Nobody' });
    await expect(store.append('visits.visit-7', [told], 'any')).rejects.not.toThrow('Nobody');
  });
});

describe('what an older program recorded', () => {
  beforeEach(() => log.append('visits.visit-7', [old(), tagged(), made()], 'noStream'));
  const inHalfDays = [
    { schemaVersion: 2, data: { visitId: '7', halfDays: 2 } },
    { schemaVersion: 1, data: { visitId: '7', tag: 'maths' } },
    { schemaVersion: 2, data: { visitId: '7', halfDays: 1 } },
  ];

  it('is read in the present shape, by stream and from the whole log', async () => {
    expect(await store.readStream('visits.visit-7')).toMatchObject(inHalfDays);
    expect(await store.readAll(ORIGIN)).toMatchObject(inHalfDays);
  });

  it('is followed in the present shape', async () => {
    const abort = new AbortController();
    for await (const delivery of store.subscribe(ORIGIN, { signal: abort.signal })) {
      if (delivery.kind === 'caughtUp') abort.abort();
      else expect(delivery.events).toMatchObject(inHalfDays);
    }
    expect.assertions(1);
  });

  it('stays in the log as it was', async () =>
    expect(await log.readAll(ORIGIN)).toMatchObject([
      { schemaVersion: 1, data: { visitId: '7', hours: 5 } },
      {},
      {},
    ]));
});

describe('what a later program recorded', () => {
  beforeEach(() => log.append('visits.visit-7', [made(), later()], 'noStream'));

  it('is not half understood: reading it says to bring this program up to date', async () => {
    await expect(store.readStream('visits.visit-7')).rejects.toThrow(NewerEvent);
    await expect(store.readAll(ORIGIN)).rejects.toThrow('bring this one up to date');
  });

  it('ends a subscription with that error, after everything before it', async () => {
    const seen: unknown[] = [];
    const following = async () => {
      for await (const delivery of store.subscribe(ORIGIN, { signal: AbortSignal.timeout(5_000) }))
        if (delivery.kind === 'events') seen.push(...delivery.events.map((it) => it.data));
    };
    await expect(following()).rejects.toThrow(NewerEvent);
    expect(seen).toEqual([{ visitId: '7', halfDays: 1 }]);
  });

  it('of a type of its own is passed on to readers of the log, and refused to who folds the stream', async () => {
    await log.append('visits.visit-8', [event('VisitBurnt', 1, { visitId: '8' })], 'noStream');
    const after = (await log.readStream('visits.visit-7')).at(-1)!.position;
    expect(await store.readAll(after)).toMatchObject([{ type: 'VisitBurnt' }]);
    await expect(store.readStream('visits.visit-8')).rejects.toThrow('does not know this type');
  });
});

describe('what is known', () => {
  it('has a shape of every event', () =>
    expect(() => knownEvents([catalogue], [])).toThrow(
      'no shape is kept of VisitMade version 2: run `npm run golden` and commit what it writes',
    ));
  it('has one catalogue for every event', () =>
    expect(() => knownEvents([catalogue, catalogue], kept)).toThrow(
      'two catalogues have an event named VisitMade',
    ));
});
