import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contexts } from '#composition';
import {
  type AnyAggregate,
  type CommandShape,
  type Event,
  foldOf,
  newId,
  type Recorded,
} from '#eventing';
import { verifyProjection } from '#projections';
import { taggedLawfully } from '#testing';
import { settled, Wavering } from './wavering.js';

/** How many of each aggregate are in each state when the year is over. */
const atTheEnd = {
  'network.school': { open: 39, closed: 1 },
  'network.partnership': { active: 2, dormant: 1 },
  'network.succession': { held: 2, prompted: 1 },
  'intelligence.need': { identified: 1, validated: 4, takenUp: 14, met: 1, withdrawn: 1 },
  'brokerage.provider': { active: 11, suspended: 1 },
  'brokerage.referral': { referred: 1, acknowledged: 1, settled: 17 },
  'brokerage.request': {
    ...{ raised: 1, triaged: 1, funded: 3, matched: 5, closed: 5 },
    ...{ withdrawn: 1, declined: 1 },
  },
  'brokerage.deployment': {
    ...{ proposed: 1, agreed: 1, active: 1, paused: 1, completed: 2, closed: 5 },
    ...{ declined: 2, terminated: 1 },
  },
  'improvement.plan': { draft: 1, approved: 2, complete: 1, abandoned: 1 },
  'evaluation.kpi': { committed: 2, locked: 15 },
  'evaluation.evidence': { registered: 1, verified: 11, rejected: 1, superseded: 1 },
  'evaluation.evaluation': {
    ...{ called: 2, designed: 1, locked: 1, collecting: 1, analysed: 1, moderated: 1 },
    ...{ final: 2, reopened: 1 },
  },
  'register.person': { registered: 16 },
};

/** With three partnerships, some states are in the past only. */
const everSince: Partial<Record<string, readonly string[]>> = {
  'network.partnership': ['forming', 'chartered', 'active', 'dormant'],
  'network.succession': ['held', 'vacant', 'prompted'],
};

/**
 * What the story leaves out: an edited note, since the ids of notes are drawn anew in every store, and the forgetting of
 * a person, of whom nothing would be left to show: both are told in test/people. And what operators do about read models,
 * and a log that was begun with another's events: there is no cause for either.
 */
const untold = new Set([
  ...['register.note', 'NoteReplaced'],
  ...['ErasureRequested', 'ErasureRefused', 'SubjectErased', 'LogImported'],
  ...['house.projection', 'ParkedEventsRetried', 'ParkedEventDiscarded'],
  ...['RebuildRequested', 'RebuildCancelled'],
]);

const aggregates = contexts
  .flatMap((it) => it.aggregates)
  .filter((it) => !untold.has(it.decider.category));

const stateOf = (state: unknown): string =>
  typeof state === 'string' ? state : (state as { status: string }).status;

/** The streams of a category, each with its events in order. */
function streamsOf(events: readonly Recorded[], category: string): Recorded[][] {
  const streams = new Map<string, Recorded[]>();
  for (const it of events)
    if (it.stream.startsWith(`${category}-`))
      streams.set(it.stream, [...(streams.get(it.stream) ?? []), it]);
  return [...streams.values()];
}

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const it of words) counts[it] = (counts[it] ?? 0) + 1;
  return counts;
}

/** An event without what is drawn anew in every store: the ids of texts, their hashes and those of bodies. */
const told = ({ position: _, bodyHash: __, tags, data, ...event }: Recorded) => ({
  ...event,
  tags: tags.filter((it) => !it.startsWith('note:')),
  data: JSON.parse(
    JSON.stringify(data, (__, it) => (it?.note && it.hash ? 'a text' : it)),
  ) as unknown,
});

let wavering: Wavering;
let ids: ReadonlyMap<string, string>;
let events: readonly Recorded[];

/** Which command recorded which event, as it happened: `ValidateNeed NeedValidated`. */
const ways = new Set<string>();

/** Decides as ever, and notes what came of it. */
function watched(decider: AnyAggregate['decider']): () => void {
  const decide = decider.decide.bind(decider);
  decider.decide = (...asked) => {
    const events = decide(...asked) as readonly Event[];
    for (const { type } of events) ways.add(`${(asked[0] as CommandShape).type} ${type}`);
    return events;
  };
  return () => (decider.decide = decide);
}

beforeAll(async () => {
  wavering = await Wavering.empty();
  const unwatch = aggregates.map((it) => watched(it.decider));
  ids = (await wavering.load()) ?? new Map();
  unwatch.forEach((it) => it());
  events = await wavering.events();
}, 120_000);
afterAll(() => wavering.remove());

describe('the demonstration area', () => {
  it.each(Object.entries(atTheEnd))('has %s in every state', (category, expected) => {
    const aggregate = aggregates.find((it) => it.decider.category === category)!;
    const streams = streamsOf(events, category);
    const ends = streams.map((it) => stateOf(foldOf(aggregate.decider, it)));
    expect(counted(ends)).toEqual(expected);
    const ever = streams.flatMap((stream) =>
      stream.map((_, index) => stateOf(foldOf(aggregate.decider, stream.slice(0, index + 1)))),
    );
    expect(new Set(ever)).toEqual(new Set(everSince[category] ?? Object.keys(expected)));
  });

  it('leaves no aggregate out, and no kind of event', () => {
    expect(aggregates.map((it) => it.decider.category).sort()).toEqual(
      Object.keys(atTheEnd).sort(),
    );
    const kinds = aggregates
      .flatMap((it) => Object.keys(it.decider.events))
      .filter((it) => !untold.has(it));
    expect([...new Set(events.map((it) => it.type))].sort()).toEqual(kinds.sort());
  });

  it('is about forty schools, three partnerships and twelve leaders', () => {
    const of = (type: string) => events.filter((it) => it.type === type).length;
    expect([of('SchoolRegistered'), of('PartnershipFounded'), of('ProviderRegistered')]).toEqual([
      40, 3, 12,
    ]);
  });

  it('is told day by day, over one school year', () => {
    const instants = events.map((it) => it.recordedOn);
    expect(instants).toEqual([...instants].sort());
    expect([instants[0]!.slice(0, 10), instants.at(-1)!.slice(0, 10)]).toEqual([
      '2024-09-02',
      '2025-07-21',
    ]);
  });

  it('records something at each step', async () => {
    const { story } = await import('#demonstration');
    const keys = new Set(events.map((it) => it.correlationId));
    expect(story.map((_, nth) => `demonstration-${nth}`).filter((it) => !keys.has(it))).toEqual([]);
  });

  it('goes only the ways from command to event that the catalogue of events tells', () => {
    const path = join(import.meta.dirname, '../../docs/asyncapi.json');
    const { components } = JSON.parse(readFileSync(path, 'utf8')) as {
      components: { messages: Record<string, { 'x-recorded-by': readonly string[] }> };
    };
    const told = Object.entries(components.messages)
      .filter(([type]) => !untold.has(type))
      .flatMap(([type, it]) => it['x-recorded-by'].map((command) => `${command} ${type}`));
    expect([...ways].filter((it) => !told.includes(it))).toEqual([]);
    expect(ways.size).toBeGreaterThan(told.length * 0.9);
  });

  it('tags every event of every stream lawfully', () => {
    for (const { decider } of aggregates)
      for (const stream of streamsOf(events, decider.category)) taggedLawfully(decider, stream);
    expect.hasAssertions();
  });

  it('has the name of nobody in any event', () => {
    const text = JSON.stringify(events);
    for (const it of ['Rowan Ashdyke', 'leader-1@example.org', 'planning hour', 'Now I start'])
      expect(text).not.toContain(it);
  });
});

describe('the load', () => {
  it('is done once: the next start answers the same ids and records nothing', async () => {
    expect(await wavering.load()).toEqual(ids);
    expect(await wavering.events()).toHaveLength(events.length);
  });

  it('tells every empty store the same', async () => {
    const another = await Wavering.empty();
    expect(await another.load()).toEqual(ids);
    expect((await another.events()).map(told)).toEqual(events.map(told));
    await another.remove();
  }, 120_000);

  it('is finished by the next start, wherever it was cut short, and doubles nothing', async () => {
    const another = await Wavering.empty();
    for (const type of cuts) {
      await cutBefore(another, type);
      await expect(another.load()).rejects.toThrow(/demonstration-\d+|cut short/);
      expect((await another.events()).some((it) => it.type === type)).toBe(false);
      await another.within(({ pool }) => pool.query('drop trigger cut on journal.events'));
    }
    expect(await another.load()).toEqual(ids);
    expect((await another.events()).map(told)).toEqual(events.map(told));
    await another.remove();
  }, 240_000);

  it('leaves a store with another past alone', async () => {
    const another = await Wavering.empty();
    await another.within(({ handling, aggregates }) =>
      handling.handle(aggregates.of('register.person'), newId(), somebody, {
        ...{ commandId: newId(), correlationId: newId(), causationId: newId() },
        ...{ actor: { id: 'somebody', role: 'operator', urns: [] }, scope: 'all', subject: 'new' },
      }),
    );
    expect(await another.load()).toBeUndefined();
    expect(await another.events()).toHaveLength(1);
    await another.remove();
  }, 60_000);

  it('does not go on telling where something else has happened since it was cut short', async () => {
    const another = await Wavering.empty();
    await cutBefore(another, 'PartnershipFounded');
    await expect(another.load()).rejects.toThrow();
    await another.within(async ({ pool, handling, aggregates }) => {
      await pool.query('drop trigger cut on journal.events');
      await handling.handle(aggregates.of('register.person'), newId(), somebody, {
        ...{ commandId: newId(), correlationId: newId(), causationId: newId() },
        ...{ actor: { id: 'somebody', role: 'operator', urns: [] }, scope: 'all', subject: 'new' },
      });
    });
    const before = await another.events();
    expect(await another.load()).toBeUndefined();
    expect(await another.events()).toHaveLength(before.length);
    await another.remove();
  }, 60_000);
});

describe('once it is loaded', () => {
  it('leaves the processes nothing to do, and every read model equals a fold of the log', async () => {
    await wavering.within(async (house) => {
      await settled(house);
      expect(await house.store.readAll(events.at(-1)!.position)).toEqual([]);
      for (const projection of contexts.flatMap((it) => it.projections))
        expect(await verifyProjection({ ...house, projection })).toMatchObject({ ok: true });
    });
  }, 120_000);
});

const somebody = { type: 'RegisterPerson', urn: '900001', name: 'Somebody' };

/**
 * The events before which it is cut, in the order of the story: between a claim and what it is for, and between a
 * event and what a process makes of it.
 */
const cuts = [
  'PartnershipFounded',
  'NeedReferred',
  'BrokerageRequested',
  'DeploymentProposed',
  'DeploymentAgreed',
  'DaysReleased',
  'NeedReleased',
  'RequestReopened',
  'EvaluationCalledFor',
  'RequestClosed',
  'ImpactEvidenced',
  'EvaluationReopened',
] as const;

/** The store refuses the first event of a type, as if the process had ended there. */
const cutBefore = (store: Wavering, type: string): Promise<unknown> =>
  store.within(({ pool }) =>
    pool.query(`
      create or replace function cut() returns trigger language plpgsql as
        $$ begin raise exception 'cut short'; end $$;
      create trigger cut before insert on journal.events
        for each row when (new.type = '${type}') execute function cut();`),
  );
