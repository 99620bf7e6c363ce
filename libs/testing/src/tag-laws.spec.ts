import { describe, expect, it } from '@jest/globals';
import { Entity } from 'typeorm';
import type { CommandShape, Decider, Event, Projection } from '#eventing';
import { CountColumn, ReadRow } from '#read-model';
import { decisionsOf } from './decisions-of.js';
import { decidesLawfully, foldsLawfully } from './laws.js';
import { recorded, type Told } from './rows-of.js';
import { taggedLawfully } from './tag-laws.js';

/** A small set to hold to the laws: a club, founded by somebody, which schools join. */
type ClubEvent =
  | Event<'ClubFounded', { clubId: string; personId: string }>
  | Event<'ClubJoined', { clubId: string; urn: string }>
  | Event<'ClubClosed', { clubId?: string; urns?: readonly string[] }>;

const founded: ClubEvent = { type: 'ClubFounded', data: { clubId: 'a', personId: 'p1' } };
const joined = (urn: string): ClubEvent => ({ type: 'ClubJoined', data: { clubId: 'a', urn } });
const closed = (data: Extract<ClubEvent, { type: 'ClubClosed' }>['data']): ClubEvent => ({
  type: 'ClubClosed',
  data,
});
const members = [founded, joined('139402'), joined('139248')];
const lawful = closed({ clubId: 'a', urns: ['139402', '139248'] });

/** The club whose closing is recorded like this. */
const clubThat = (closes: ClubEvent): Decider<CommandShape, ClubEvent, readonly string[]> => ({
  category: 'tests.club',
  identity: 'club',
  events: { ClubFounded: 1, ClubJoined: 1, ClubClosed: 1 },
  initial: [],
  evolve: (urns, { type, data }) => (type === 'ClubJoined' ? [...urns, data.urn] : urns),
  set: { members: (urns) => urns.map((it) => `urn:${it}`), changedBy: ['ClubClosed'] },
  decide: () => [closes],
});

describe('the laws of tags', () => {
  const close = { type: 'CloseClub' };
  const tries = (closes: ClubEvent) => [
    () =>
      decisionsOf(clubThat(closes))(...members)
        .when(close)
        .then(closes),
    () => decidesLawfully(clubThat(closes), { history: members, commands: [close] }),
  ];

  it('hold for an aggregate that keeps them, where it is told of and where it is tried', () => {
    for (const it of tries(lawful)) it();
  });

  it.each([
    ['names no aggregate', closed({ urns: ['139402', '139248'] })],
    ['names another', closed({ clubId: 'b', urns: ['139402', '139248'] })],
    ['changes what a set means, and names none of its members', closed({ clubId: 'a' })],
    ['or not all of them', closed({ clubId: 'a', urns: ['139402'] })],
  ])('are broken by an event that %s', (_, closes) => {
    for (const it of tries(closes)) expect(it).toThrow();
  });

  it('ask for no members while there are none, nor of an event that leaves the set as it was', () => {
    const closes = closed({ clubId: 'a' });
    decisionsOf(clubThat(closes))(founded).when(close).then(closes);
    const unchanged = { ...clubThat(closes), set: { members: () => ['urn:1'], changedBy: [] } };
    decisionsOf(unchanged)(...members)
      .when(close)
      .then(closes);
  });
});

describe('the laws of the tags in a log', () => {
  const stream = recorded<ClubEvent>([...members, lawful]);
  const [first, ...rest] = stream.map((it) => it.tags);
  const retagged = (last: readonly string[]) => [
    ...stream.slice(0, -1),
    { ...stream.at(-1)!, tags: last },
  ];
  const schools = ['urn:139402', 'urn:139248'];

  it('hold for what the handler writes', () => {
    expect([first, rest.at(-1)]).toEqual([
      ['club:a', 'person:p1'],
      ['club:a', ...schools, 'person:p1'],
    ]);
    taggedLawfully(clubThat(lawful), stream);
    taggedLawfully(clubThat(lawful), []);
  });

  it.each([
    ['the tags of the first', ['club:a', ...schools]],
    ['whom its data name', ['club:a', 'urn:139402', 'person:p1']],
    ['its own aggregate', [...schools, 'person:p1']],
    ['its own aggregate first', [...schools, 'club:a', 'person:p1']],
    ['each once', ['club:a', ...schools, 'person:p1', 'person:p1']],
  ])('are broken by an event that is not tagged with %s', (_, tags) =>
    expect(() => taggedLawfully(clubThat(lawful), retagged(tags))).toThrow(),
  );

  it('are broken by a stream of another kind of aggregate', () =>
    expect(() => taggedLawfully({ ...clubThat(lawful), identity: 'team' }, stream)).toThrow());
});

@Entity({ schema: 'read', name: 'school_clubs' })
class SchoolClubs extends ReadRow {
  @CountColumn('What it was told')
  told!: number;
}

describe('the law of rows and tags', () => {
  const follows = (key: Projection<ClubEvent, SchoolClubs>['key']) => {
    const count = (row: SchoolClubs | undefined, _: unknown, of: string) => ({
      key: of,
      scope: [of],
      told: (row?.told ?? 0) + 1,
    });
    const projection: Projection<ClubEvent, SchoolClubs> = {
      ...{ name: 'tests.school-clubs', version: 1, entity: SchoolClubs, key },
      on: { ClubFounded: count, ClubJoined: count, ClubClosed: count },
    };
    return (...events: readonly Told<ClubEvent>[]) =>
      () =>
        foldsLawfully(projection, ...events);
  };
  const bySchool = follows(({ tags }) => tags.filter((it) => it.startsWith('urn:')));
  const byFounder = follows(() => 'person:p1');

  it('holds for rows of whoever is named by the event, or was by the first of its stream', () => {
    bySchool(...members, lawful)();
    byFounder(...members, lawful)();
  });

  it('is broken by a row of somebody else', () =>
    expect(follows(() => 'urn:139402')(...members, closed({ clubId: 'a' }))).toThrow());

  it('is broken by an event that was recorded without the tags of the first', () => {
    const bare = { ...lawful, tags: ['club:a', 'urn:139402', 'urn:139248'] };
    expect(byFounder(...members, bare)).toThrow();
  });
});
