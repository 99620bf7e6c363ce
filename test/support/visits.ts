import { Entity } from 'typeorm';
import {
  aggregate,
  type Catalogue,
  change,
  type Decider,
  type Event,
  type Fold,
  type Process,
  type Projection,
  Refusal,
  remove,
  type To,
} from '#eventing';
import {
  CountColumn,
  DayColumn,
  FlagColumn,
  JsonColumn,
  ListColumn,
  ReadRow,
  RealColumn,
  TextColumn,
} from '#read-model';

/** A small context to follow in specs: visits to schools, which a partnership may open to everyone. */
export type VisitEvent =
  | Event<'VisitPlanned', { visitId: string; urn: string; partnershipId?: string; on: string }>
  | Event<'VisitMade', { visitId: string; urn: string; hours: number; on: string }>
  | Event<'VisitTagged', { visitId: string; tag: string }>
  | Event<'VisitOpened', { visitId: string }>
  | Event<'VisitCancelled', { visitId: string; urn: string; on: string }>;

type Of<T extends VisitEvent['type']> = Extract<VisitEvent, { type: T }>;

/** Events of a visit to a school. */
export const planned = (
  visitId: string,
  urn = '139402',
  on = '2025-10-06',
  partnershipId?: string,
): Of<'VisitPlanned'> => ({
  type: 'VisitPlanned',
  data: { visitId, urn, on, ...(partnershipId ? { partnershipId } : {}) },
});
export const made = (
  visitId: string,
  hours: number,
  urn = '139402',
  on = '2025-10-06',
): Of<'VisitMade'> => ({ type: 'VisitMade', data: { visitId, urn, hours, on } });
export const cancelled = (
  visitId: string,
  urn = '139402',
  on = '2025-11-06',
): Of<'VisitCancelled'> => ({
  type: 'VisitCancelled',
  data: { visitId, urn, on },
});
export const tagged = (visitId: string, tag: string): Of<'VisitTagged'> => ({
  type: 'VisitTagged',
  data: { visitId, tag },
});
export const opened = (visitId: string): Of<'VisitOpened'> => ({
  type: 'VisitOpened',
  data: { visitId },
});

export const visitEvents: Catalogue<VisitEvent> = {
  VisitPlanned: {
    version: 1,
    occurredOn: (d) => d.on,
  },
  VisitMade: { version: 1, occurredOn: (d) => d.on },
  VisitTagged: 1,
  VisitOpened: 1,
  VisitCancelled: {
    version: 1,

    occurredOn: (d) => d.on,
  },
};

@Entity({ schema: 'read', name: 'visits' })
export class Visit extends ReadRow {
  @TextColumn('The school', { filter: true, search: true, names: 'urn' })
  urn!: string;

  @DayColumn('The day', { filter: true, nullable: true })
  plannedFor!: string | null;

  @RealColumn('The hours of the longest', { filter: true, nullable: true })
  longestHours!: number | null;

  @CountColumn('How often', { filter: true })
  timesMade!: number;

  @FlagColumn('Whether it was made', { filter: true })
  made!: boolean;

  @ListColumn('What it was about', { filter: true })
  tags!: string[];

  @JsonColumn('The hours of each day')
  hoursByDay!: Record<string, number>;
}

/** One row for each visit. */
export const visits: Projection<VisitEvent, Visit> = {
  name: 'tests.visits',
  version: 1,
  entity: Visit,
  key: ({ data }) => `visit:${data.visitId}`,
  on: {
    VisitPlanned: (row, { data: { urn, partnershipId, on } }, key) => ({
      ...(row ?? { longestHours: null, timesMade: 0, made: false, tags: [], hoursByDay: {} }),
      key,
      scope: [`urn:${urn}`, ...(partnershipId ? [`partnership:${partnershipId}`] : [])],
      urn,
      plannedFor: on,
    }),
    VisitMade: change((row, { data: { hours, on } }) => ({
      ...row,
      longestHours: Math.max(hours, row.longestHours ?? 0),
      timesMade: row.timesMade + 1,
      made: true,
      hoursByDay: { ...row.hoursByDay, [on]: hours },
    })),
    VisitTagged: change((row, { data }) => ({ ...row, tags: [...row.tags, data.tag] })),
    VisitOpened: change((row) => ({ ...row, scope: [...row.scope, 'public'] })),
    VisitCancelled: remove,
  },
};

/** The same under another name: a read model of its own, changed as a spec needs it. */
export function visitsAs(
  name: string,
  changed: Partial<Projection<VisitEvent, Visit>> = {},
): Projection<VisitEvent, Visit> {
  class Named extends Visit {}
  Entity({ schema: 'read', name })(Named);
  return { ...visits, name: `tests.${name}`, entity: Named, ...changed };
}

@Entity({ schema: 'read', name: 'school_months' })
export class SchoolMonth extends ReadRow {
  @TextColumn('The school')
  urn!: string;

  @TextColumn('The month')
  month!: string;

  @CountColumn('Visits made less visits cancelled')
  balance!: number;

  @TextColumn('The last of them', { nullable: true })
  last?: string | null;
}

/** One row for each school and month and one for each school: an event touches two, and a key goes on after `|`. */
export const schoolMonths: Projection<
  Extract<VisitEvent, { type: 'VisitMade' | 'VisitCancelled' }>,
  SchoolMonth
> = {
  name: 'tests.school-months',
  version: 1,
  entity: SchoolMonth,
  key: ({ data }) => [`urn:${data.urn}|${data.on.slice(0, 7)}`, `urn:${data.urn}`],
  on: {
    VisitMade: (row, { data }, key) => ({
      ...monthOf(key),
      balance: (row?.balance ?? 0) + 1,
      last: data.visitId,
    }),
    // leaves `last` out, which is stored as null
    VisitCancelled: (row, _, key) => ({ ...monthOf(key), balance: (row?.balance ?? 0) - 1 }),
  },
};

const monthOf = (key: string) => {
  const [school = '', month = 'all'] = key.split('|');
  return { key, scope: [school], urn: school.slice(4), month };
};

/** The events, commands and rule of a thank-you note: the process below sends it. */
export type ThanksEvent = Event<'Thanked', { thanksId: string; urn: string }>;
export interface Thank {
  readonly type: 'Thank';
  readonly urn: string;
}

/** Nobody is thanked twice, and nobody at the school 666666. */
export const thanks: Decider<Thank, ThanksEvent, boolean> = {
  category: 'tests.thanks',
  identity: 'thanks',
  initial: false,
  events: { Thanked: 1 },
  decide({ urn }, thanked, { id }) {
    if (urn === '666666') throw new Refusal('no-thanks', 'This school wants no thanks.');
    if (thanked) throw new Refusal('thanked', 'They were thanked before: once is enough.');
    return [{ type: 'Thanked', data: { thanksId: id, urn } }];
  },
  evolve: () => true,
};
export const thanking = aggregate(thanks);
export type ToThanks = To<'tests.thanks', Thank>;

/** A visit made is a note of thanks to send. */
export const thankForVisit: Process<Extract<VisitEvent, { type: 'VisitMade' }>, ToThanks> = {
  name: 'tests.thank-for-visit',
  from: 'beginning',
  on: {
    VisitMade: ({ data: { visitId, urn } }) => [
      { category: 'tests.thanks', id: visitId, command: { type: 'Thank', urn } },
    ],
  },
};

/** The event, command and rule of a reminder: of a visit that was planned, and not made by its day. */
export type ReminderEvent = Event<'Reminded', { visitId: string; urn: string; on: string }>;
export interface Remind {
  readonly type: 'Remind';
  readonly visitId: string;
  readonly urn: string;
}

const visitMade: Fold<VisitEvent, boolean> = {
  category: 'tests.visit',
  initial: false,
  evolve: (done, { type }) => done || type === 'VisitMade',
};

/** Nobody is reminded of a visit that was made, and nobody at the school 666666. */
const reminder: Decider<Remind, ReminderEvent, number, { made: boolean }> = {
  category: 'tests.reminder' satisfies keyof ToReminder,
  identity: 'reminder',
  initial: 0,
  events: { Reminded: 1 },
  decide({ urn }, _, { id, known, today }) {
    if (urn === '666666') throw new Refusal('no-reminders', 'This school wants no reminders.');
    if (known.made) return [];
    return [{ type: 'Reminded', data: { visitId: id, urn, on: today } }];
  },
  evolve: (times) => times + 1,
};
export const reminding = aggregate(reminder, {
  lookup: async ({ visitId }: Remind, _, reader) => ({
    made: await reader.peek(visitMade, visitId),
  }),
});
export type ToReminder = To<'tests.reminder', Remind>;

/** A visit that is planned is a reminder on its day, unless it was made by then. */
export const remindOfVisit: Process<Of<'VisitPlanned'>, ToReminder> = {
  name: 'tests.remind-of-visit',
  from: 'beginning',
  on: {
    VisitPlanned: ({ data: { visitId, urn, on } }) => [
      {
        category: 'tests.reminder',
        id: visitId,
        command: { type: 'Remind', visitId, urn },
        notBefore: on,
      },
    ],
  },
};
