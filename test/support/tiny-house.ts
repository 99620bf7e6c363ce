import { Entity } from 'typeorm';
import {
  aggregate,
  type Appended,
  type Catalogue,
  change,
  command,
  type CommandShape,
  Conflict,
  type Decider,
  type Draft,
  type Expected,
  type Event,
  type NewEvent,
  type Note,
  ORIGIN,
  type Outcome,
  type Position,
  identityOf,
  KeptMeanwhile,
  plusDays,
  type Projection,
  type Recorded,
  Refusal,
  remove,
  type Row,
  within,
  type Words,
} from '#eventing';
import {
  Beside,
  commandsOf,
  ContextModule,
  CountField,
  ListField,
  Membership,
  NarrativeField,
  NoteStore,
  PartsField,
  TitleField,
  UrnField,
} from '#http';
import {
  type Answer,
  chosen,
  compare,
  composedReads,
  CountColumn,
  countShape,
  DayColumn,
  type ListAsked,
  listOf,
  type PointInTime,
  type Page,
  pageOf,
  type Provenance,
  type Reading,
  Readings,
  ReadRow,
  reads,
  type ReadTogether,
  selectionOf,
  TextColumn,
  textShape,
  TooManySubjects,
} from '#read-model';
import { MemoryEventStore } from '#testing';

/** A house of one small aggregate, one natural key and one read model, for the specs of the edge. */

export class Sign {
  @TitleField('What was seen', 'Half of year 7 cannot divide')
  what!: string;

  @CountField('How often', 1, 99)
  times!: number;

  @NarrativeField('In whose words.', { optional: true })
  words?: Note;
}

export class IdentifyNeed extends command(
  'IdentifyNeed',
  'Somebody notices a gap at a school.',
)<IdentifyNeed> {
  @UrnField('The school')
  urn!: string;

  @CountField('How pressing', 1, 4, { example: 3 })
  severity!: number;

  @ListField('References', /\S/, ['ks4'], { max: 3, optional: true })
  evidenceRefs?: readonly string[];

  @PartsField('What was seen', () => Sign, { optional: true, max: 3 })
  signs?: readonly Sign[];

  @NarrativeField('What was seen.', { optional: true })
  story?: Note;
}

export class ReprioritiseNeed extends command(
  'ReprioritiseNeed',
  'Its severity changes.',
)<ReprioritiseNeed> {
  @CountField('How pressing', 1, 4)
  severity!: number;
}

export class WithdrawNeed extends command('WithdrawNeed', 'It turns out not to be one.') {}

export class RegisterSchool extends command(
  'RegisterSchool',
  'A school enters the register.',
)<RegisterSchool> {
  @UrnField('The school')
  urn!: string;

  @TitleField('Its name', 'Oakfield Primary')
  name!: string;
}

/** Not in the access table. */
export class BurnNeed extends command('BurnNeed', 'Nobody may.') {}

type NeedCommand = IdentifyNeed | ReprioritiseNeed | WithdrawNeed | BurnNeed;
type NeedEvent =
  | Event<
      'NeedIdentified',
      {
        needId: string;
        urn: string;
        severity: number;
        story?: Note;
        signs: readonly Sign[];
      }
    >
  | Event<'NeedReprioritised', { needId: string; severity: number }>
  | Event<'NeedWithdrawn', { needId: string }>;

const needEvents: Catalogue<NeedEvent> = {
  NeedIdentified: 1,
  NeedReprioritised: 1,
  NeedWithdrawn: 1,
};

const need: Decider<NeedCommand, NeedEvent, { severity: number }> = {
  category: 'intelligence.need',
  identity: 'need',
  events: needEvents,
  initial: { severity: 0 },
  decide(it, state, { id: needId }) {
    switch (it.type) {
      case 'IdentifyNeed': {
        const { urn, severity, story, signs = [] } = it;
        if (urn === '999999') throw new Refusal('school-not-open', 'That school has closed.');
        if (urn === '888888') throw new Error('password=hunter2 leaked');
        if (urn === '777777')
          throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
        const data = { needId, urn, severity, signs: signs.map((sign) => ({ ...sign })) };
        return [{ type: 'NeedIdentified', data: story ? { ...data, story } : data }];
      }
      case 'ReprioritiseNeed':
        if (it.severity === state.severity) return [];
        return [{ type: 'NeedReprioritised', data: { needId, severity: it.severity } }];
      case 'WithdrawNeed':
      case 'BurnNeed':
        return [{ type: 'NeedWithdrawn', data: { needId } }];
    }
  },
  evolve: (state, { data }) => ('severity' in data ? { severity: data.severity } : state),
};

type SchoolEvent = Event<'SchoolRegistered', { urn: string; name: string }>;
const school: Decider<RegisterSchool, SchoolEvent, boolean> = {
  category: 'network.school',
  identity: 'urn',
  events: { SchoolRegistered: 1 },
  initial: false,
  decide: ({ urn, name }, known) =>
    known ? [] : [{ type: 'SchoolRegistered', data: { urn, name } }],
  evolve: () => true,
};

@Entity({ schema: 'read', name: 'tiny_needs' })
export class TinyNeed extends ReadRow {
  @TextColumn('The need')
  needId!: string;

  @TextColumn('The school', { filter: true, search: true, example: '139402' })
  urn!: string;

  @CountColumn('How pressing', { filter: true })
  severity!: number;
}

export const tinyNeeds: Projection<NeedEvent, TinyNeed> = {
  name: 'intelligence.open-needs',
  version: 1,
  entity: TinyNeed,
  key: ({ data }) => `need:${data.needId}`,
  on: {
    NeedIdentified: (_, { data: { needId, urn, severity } }, key) => ({
      key,
      scope: [`urn:${urn}`],
      needId,
      urn,
      severity,
    }),
    NeedReprioritised: change((row, { data }) => ({ ...row, severity: data.severity })),
    NeedWithdrawn: remove,
  },
};

const grantees = [
  'board',
  'broker',
  'analyst',
  'headteacher',
  'chair',
  'reviewer',
  'evaluator',
] as const;

@Entity({ schema: 'read', name: 'tiny_schools' })
export class TinySchool extends ReadRow {
  @TextColumn('The school', { example: '139402' })
  urn!: string;

  @TextColumn('Its name', { search: true, sort: true })
  name!: string;
}

const tinySchools: Projection<SchoolEvent, TinySchool> = {
  name: 'network.school-directory',
  version: 1,
  entity: TinySchool,
  key: ({ data }) => `urn:${data.urn}`,
  on: {
    SchoolRegistered: (_, { data: { urn, name } }, key) => ({ key, scope: [key], urn, name }),
  },
};

@Entity({ schema: 'read', name: 'tiny_sightings' })
export class TinySighting extends ReadRow {
  @DayColumn('Since when', { filter: true })
  since!: string;
}

/** A row for each school and need. */
const tinySightings: Projection<Extract<NeedEvent, { type: 'NeedIdentified' }>, TinySighting> = {
  name: 'improvement.plan-progress',
  version: 1,
  entity: TinySighting,
  key: ({ data }) => `urn:${data.urn}|need:${data.needId}`,
  on: {
    NeedIdentified: (_, { data, occurredOn }, key) => ({
      key,
      scope: [`urn:${data.urn}`],
      since: occurredOn,
    }),
  },
};

const needReads = reads(tinyNeeds, {
  path: 'needs',
  roles: grantees,
  identity: 'need',
  flags: {
    pressing: { says: 'It presses', when: () => ({ 'severity.from': '3' }) },
  },
  serve: (row, { urns }) => (urns.includes(row.urn) ? row : { ...row, severity: 'c' }),
});
const schoolReads = reads(tinySchools, {
  path: 'schools',
  roles: [...grantees, 'operator'],
  identity: 'urn',
});

/** A school and its needs, page by page, with how many sightings there were. */
const schoolBoard = composedReads({
  name: 'ImpactBoard',
  says: 'What a school needs.',
  path: 'schools/:id/board',
  roles: grantees,
  subject: schoolReads,
  covers: ({ key }) => [key],
  parts: {
    needs: needReads,
    sightings: reads(tinySightings, { path: 's', roles: [], identity: 's' }),
  },
  paged: 'needs',
  most: 20,
  shape: { name: textShape, sightings: countShape, needs: listOf(textShape) },
  compose: ({ subject, parts: { needs, sightings }, provenanceOf }) => ({
    name: subject.name,
    sightings: sightings.length,
    needs: needs.map((it) => ({ ...it, provenance: provenanceOf('needs', it.key) })),
  }),
});

/** Notes what is kept beside the commands of a school. */
export class TinyBeside extends Beside {
  readonly seen: string[] = [];
  override async before(id: string, command: CommandShape): Promise<void> {
    this.seen.push(`before ${id} ${(command as RegisterSchool).name}`);
  }
  override async after(id: string, command: CommandShape, { events }: Outcome): Promise<void> {
    this.seen.push(`after ${id} ${(command as RegisterSchool).name} ${events.length}`);
  }
}

const needs = commandsOf(aggregate(need), {
  route: 'needs',
  create: IdentifyNeed,
  intents: { priority: ReprioritiseNeed, withdrawal: WithdrawNeed, burning: BurnNeed },
  // nobody burns a need
  roles: {
    IdentifyNeed: ['broker', 'headteacher', 'chair', 'reviewer', 'evaluator'],
    ReprioritiseNeed: ['broker', 'headteacher'],
    WithdrawNeed: ['broker', 'headteacher'],
  },
});
const schools = commandsOf(aggregate(school), {
  route: 'schools',
  create: RegisterSchool,
  intents: {},
  roles: { RegisterSchool: ['operator', 'service'] },
  subject: ({ urn }) => urn,
  id: /^[1-9]\d{5}$/,
  beside: TinyBeside,
});

/** The aggregates of the little house. */
export const tinyAggregates = [needs, schools];

@ContextModule({
  name: 'intelligence',
  aggregates: tinyAggregates,
  projections: [tinyNeeds, tinySchools, tinySightings],
  reads: [
    needReads,
    schoolReads,
    reads(tinySightings, {
      path: 'sightings',
      roles: grantees,
      identity: 'need',
      within: schoolReads,
      flags: { old: { says: 'A month', when: (today) => ({ 'since.to': plusDays(today, -31) }) } },
    }),
  ],
  composed: [schoolBoard],
})
export class TinyModule {}

/** A log in memory that can be made to lose races, and to hold appends back. */
export class TinyStore extends MemoryEventStore {
  events: readonly Recorded[] = [];
  slow = Promise.resolve();
  conflicts = 0;

  override async append(
    stream: string,
    events: readonly NewEvent[],
    expected: Expected,
  ): Promise<Appended> {
    await this.slow;
    if (this.conflicts-- > 0) throw new Conflict(stream, expected, 99);
    const landed = await super.append(stream, events, expected);
    this.events = await this.readAll(ORIGIN);
    return landed;
  }
  override logId(): Promise<string> {
    return Promise.resolve('ab12cd34-0000-7000-8000-000000000000');
  }
}

/** Readings by folding that log anew for every question. */
export class TinyReadings extends Readings {
  stuck = false;
  constructor(private readonly store: TinyStore) {
    super();
  }

  private rows<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    reading: Reading,
  ): R[] {
    const rows = new Map<string, R>();
    for (const event of this.store.events) {
      if (reading.at && event.position > reading.at.upTo) continue;
      const apply = projection.on[event.type as F['type']] as
        ((row: R | undefined, event: Recorded, key: string) => R | undefined) | undefined;
      if (!apply) continue;
      const key = String(projection.key(event as unknown as Recorded<F>));
      const next = apply(rows.get(key), event, key);
      if (next) rows.set(key, next);
      else rows.delete(key);
    }
    return [...rows.values()].filter((it) => within(reading.scope, it.scope));
  }

  async list<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    asked: Reading & ListAsked,
  ): Promise<Answer<Page<R>>> {
    if (asked.filters.urn === 'too-many') throw new TooManySubjects(2000);
    const selection = selectionOf(projection.entity, asked);
    const inOrder = compare(selection.order);
    const all = this.rows(projection, asked).filter((it) => chosen(selection, it));
    const { after } = selection;
    const left = all.filter((it) => !after || inOrder(it, after) > 0).sort(inOrder);
    const value = {
      ...pageOf(left, asked.limit, selection.order),
      ...(asked.count ? { count: all.length } : {}),
    };
    return { value, position: asked.at?.upTo ?? (await this.store.head()) };
  }
  async together<T>(
    _: readonly Projection[],
    { at }: Pick<Reading, 'at'>,
    read: (from: ReadTogether) => Promise<T>,
  ): Promise<Answer<T>> {
    const value = await read({
      list: async (...its) => (await this.list(...its)).value,
      one: async (...its) => (await this.one(...its)).value,
    });
    return { value, position: at?.upTo ?? (await this.store.head()) };
  }
  async one<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    reading: Reading,
  ): Promise<Answer<R | undefined>> {
    const value = this.rows(projection, reading).find((it) => it.key === key);
    return { value, position: reading.at?.upTo ?? (await this.store.head()) };
  }
  async provenance<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    reading: Reading,
  ): Promise<Answer<Provenance | undefined>> {
    const { value, position } = await this.one(projection, key, reading);
    const events = this.store.events
      .filter((it) => it.tags.includes(identityOf(key)))
      .map((event) => {
        const { id, type, stream, revision, position: at, recordedOn, occurredOn } = event;
        const moment = { asked: '', upTo: at, clock: 'recorded', day: '9' } as const;
        const row = this.rows(projection, { ...reading, at: moment }).find((it) => it.key === key);
        return {
          ...{ id, type, stream, revision, position: at, recordedOn, occurredOn, event },
          ...{ changed: ['severity'], row: row ?? ({ key } as Row) },
        };
      });
    const { name, version } = projection;
    return { value: value && { key, projection: name, version, events }, position };
  }
  async pointInTimeOf(asked: string, clock: PointInTime['clock']): Promise<PointInTime> {
    const before = this.store.events.filter((it) => it.recordedOn.slice(0, 10) <= asked).at(-1);
    const upTo = asked.includes('-') ? (before?.position ?? ORIGIN) : (asked as Position);
    return { asked, upTo, clock, day: asked };
  }
  async waitFor(_: string, position: Position): Promise<boolean> {
    return !this.stuck && position <= (await this.store.head());
  }
}

/** The register of narratives, in memory. */
export class TinyNotes extends NoteStore {
  readonly texts = new Map<string, { text: string; subjects: readonly string[]; claims: number }>();
  readonly salts = new Map<string, { salt: Buffer; claims: number }>();
  /** Those of the register. */
  readonly people = new Set<string>();
  async saltOf(commandId: string): Promise<Buffer | undefined> {
    return this.salts.get(commandId)?.salt;
  }
  async draft(texts: readonly { id: string; text: string }[]): Promise<Draft[]> {
    return texts.map(({ id, text }) => ({
      note: { note: id, hash: `hash of ${text.length}` },
      text,
      salt: Buffer.from('salt'),
    }));
  }
  async keep(words: Words): Promise<readonly string[]> {
    const strangers = await this.strangersAmong(words.people);
    if (strangers.length > 0) return strangers;
    const { salt, commandId, subjects } = words;
    const before = this.salts.get(commandId);
    if (salt && before && !before.salt.equals(salt)) throw new KeptMeanwhile(commandId);
    if (salt) this.salts.set(commandId, { salt, claims: (before?.claims ?? 0) + 1 });
    for (const { note, text } of words.drafts) {
      const claims = (this.texts.get(note.note)?.claims ?? 0) + 1;
      this.texts.set(note.note, { text, subjects, claims });
    }
    return [];
  }
  async takeBack({ commandId, salt, drafts }: Words): Promise<void> {
    const letGo = (from: Map<string, { claims: number }>, id: string): void => {
      const kept = from.get(id);
      if (kept && (kept.claims -= 1) === 0) from.delete(id);
    };
    if (salt) letGo(this.salts, commandId);
    for (const { note } of drafts) letGo(this.texts, note.note);
  }
  async said(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map(
      ids.flatMap((id) => {
        const note = this.texts.get(id);
        return note ? [[id, note.text] as const] : [];
      }),
    );
  }
  async namesOf(): Promise<ReadonlyMap<string, string>> {
    return new Map();
  }
  async strangersAmong(people: readonly string[]): Promise<readonly string[]> {
    return people.filter((it) => !this.people.has(it));
  }
}

/** Partnership p1 has two schools. */
export class TinyMembership extends Membership {
  members: Record<string, string[]> = { p1: ['139402', '139248'] };
  async urnsOf(partnershipId: string): Promise<readonly string[]> {
    return this.members[partnershipId] ?? [];
  }
}
