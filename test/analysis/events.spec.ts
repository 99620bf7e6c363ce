import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Events, type LogReader, type Selection, selects } from '#analysis';
import { Aggregates, Audiences, ORIGIN, type Recorded, type Scope, within } from '#eventing';
import { type AnalysisHouse, analysisHouse } from './house.js';

const days = ['2025-03-29', '2025-03-30', '2025-03-31', '2025-04-01'];
const hours = ['00:30', '12:00', '22:59', '23:00', '23:30'];
const categories = ['intelligence.need', 'intelligence.need-group', 'intelligence.needs'];
const types = ['NeedIdentified', 'NeedValidated', 'NeedMet'];
const identities = ['urn:139402', 'urn:137260', 'need:a', 'need:b'];

const any = <T>(values: readonly T[]) => fc.constantFrom(...values);
const instants = days.flatMap((day) => hours.map((hour) => `${day}T${hour}:00.000Z`));
const told = fc.record({
  type: any(types),
  stream: fc.tuple(any(categories), any(['a', 'b', 'c'])).map((it) => it.join('-')),
  tags: fc.uniqueArray(any(identities), { minLength: 1, maxLength: 3 }),
  recordedOn: any(instants),
  occurredOn: any(days),
});

const selection: fc.Arbitrary<Selection> = fc
  .record(
    {
      clock: any(['recorded', 'occurred'] as const),
      types: fc.subarray(types, { minLength: 1 }),
      category: any(categories),
      stream: any(['intelligence.need-a', 'intelligence.needs-b']),
      identity: any(identities),
      from: any(days),
      until: any(days),
    },
    { requiredKeys: ['clock'] },
  )
  .chain((it) =>
    it.clock === 'occurred'
      ? fc.constant(it)
      : fc.boolean().map((exact) => (exact ? { ...it, from: instants[7]! } : it)),
  );
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant('all' as const),
  fc.subarray(identities).map((it) => new Set(it)),
);

let house: AnalysisHouse;
let all: readonly Recorded[];

beforeAll(async () => {
  house = await analysisHouse();
  for (const it of fc.sample(told, { numRuns: 150, seed: 7 })) await house.tell(it);
  await house.indexed();
  all = await house.store.readAll(ORIGIN);
}, 60_000);
afterAll(() => house.close());

const readerOf = (scope: Scope): LogReader => ({
  actor: { id: 'a', role: 'analyst', urns: [] },
  scope,
});

/** What a selection within a scope comes to, by its definition. */
function wanted(asked: Selection, reach: Scope): string[] {
  const first = new Map(all.filter((it) => it.revision === 0).map((it) => [it.stream, it.tags]));
  return all
    .filter((it) => selects(asked, it) && within(reach, first.get(it.stream)!))
    .map((it) => it.id);
}

/** The same, found page by page, each of a few. */
async function found(events: Events, asked: Selection, reach: Scope): Promise<string[]> {
  const upTo = all.at(-1)!.position;
  const ids: string[] = [];
  for (let after = ORIGIN; after < upTo;) {
    const page = await events.next(asked, readerOf(reach), { after, upTo, limit: 7 });
    ids.push(...page.events.map((it) => it.id));
    after = page.upTo;
  }
  return ids;
}

it('finds what is asked for, indexed wholly, in part, or not at all', async () => {
  const audiences = new Audiences(house.store, new Aggregates([]), house.clock);
  const events = new Events(house.pool, house.store, audiences);
  for (const place of [all.length - 1, 70, undefined]) {
    const indexed = place === undefined ? ORIGIN : all[place]!.position;
    await house.stopIndexing(indexed);
    expect(await events.indexedUpTo()).toBe(indexed);
    await fc.assert(
      fc.asyncProperty(selection, scope, async (asked, reach) => {
        const ids = wanted(asked, reach);
        expect(await found(events, asked, reach)).toEqual(ids);
        const last = await events.last(asked, 5);
        expect(last.map((it) => it.id)).toEqual(wanted(asked, 'all').slice(-5));
      }),
      { numRuns: 80 },
    );
    const one = all[100]!;
    expect(await events.one(one.id, 'machine')).toEqual(one);
    const alone = await events.correlated(one.correlationId, 'machine', { limit: 9 });
    expect(alone).toEqual({ events: [one] });
    expect(await events.one(one.id, readerOf(new Set()))).toBeUndefined();
  }
}, 60_000);
