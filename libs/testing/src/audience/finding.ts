import {
  aggregate,
  type Audience,
  type Catalogue,
  change,
  type Decider,
  type Event,
  type Note,
  type Projection,
} from '#eventing';
import { FindingRow } from './finding.entity.js';

/** The events of a finding: what was seen at a school, and whom the school has told. */
export type FindingEvent =
  | Event<'FindingWritten', { findingId: string; urn: string; grade: number; words: Note }>
  | Event<
      'FindingShared',
      { findingId: string; partnershipId: string; until: string; inPart: boolean }
    >
  | Event<'FindingUnshared', { findingId: string; partnershipId: string }>
  | Event<'FindingGraded', { findingId: string; grade: number; personId: string }>;

/** What can be asked of a finding. */
export type FindingCommand =
  | {
      readonly type: 'WriteFinding';
      readonly urn: string;
      readonly grade: number;
      readonly words: Note;
    }
  | {
      readonly type: 'ShareFinding';
      readonly partnershipId: string;
      readonly until: string;
      readonly inPart: boolean;
    }
  | { readonly type: 'UnshareFinding'; readonly partnershipId: string }
  /** May be given by whoever is shown anything; changes nothing. */
  | { readonly type: 'AcknowledgeFinding' }
  /** Needs everything. */
  | { readonly type: 'GradeFinding'; readonly grade: number; readonly by: string };

interface FindingState {
  readonly urn: string;
  readonly grade: number;
  readonly shared: Readonly<Record<string, { readonly until: string; readonly inPart: boolean }>>;
}

const events: Catalogue<FindingEvent> = {
  FindingWritten: 1,
  FindingShared: 1,
  FindingUnshared: 1,
  FindingGraded: 1,
};

const finding: Decider<FindingCommand, FindingEvent, FindingState> = {
  category: 'example.finding',
  identity: 'finding',
  events: events,
  initial: { urn: '', grade: 0, shared: {} },
  decide(command, state, { id: findingId }) {
    switch (command.type) {
      case 'WriteFinding': {
        const { urn, grade, words } = command;
        return [{ type: 'FindingWritten', data: { findingId, urn, grade, words } }];
      }
      case 'ShareFinding': {
        const { partnershipId, until, inPart } = command;
        return [{ type: 'FindingShared', data: { findingId, partnershipId, until, inPart } }];
      }
      case 'UnshareFinding':
        return [
          { type: 'FindingUnshared', data: { findingId, partnershipId: command.partnershipId } },
        ];
      case 'AcknowledgeFinding':
        return [];
      case 'GradeFinding':
        return command.grade === state.grade
          ? []
          : [
              {
                type: 'FindingGraded',
                data: { findingId, grade: command.grade, personId: command.by },
              },
            ];
    }
  },
  evolve(state, { type, data }) {
    switch (type) {
      case 'FindingWritten':
        return { urn: data.urn, grade: data.grade, shared: {} };
      case 'FindingShared': {
        const { partnershipId, until, inPart } = data;
        return { ...state, shared: { ...state.shared, [partnershipId]: { until, inPart } } };
      }
      case 'FindingUnshared': {
        const { [data.partnershipId]: _, ...rest } = state.shared;
        return { ...state, shared: rest };
      }
      case 'FindingGraded':
        return { ...state, grade: data.grade };
    }
  },
};

/**
 * Knowledge by consent: the school itself knows everything, a partnership that it told knows as much as it was told until the
 * last day of that, and nobody else knows anything, whatever is granted to them.
 */
const audience: Audience<FindingCommand, FindingState> = {
  shows({ actor, scope }, { urn, shared: told }, { today }) {
    if (actor.urns.includes(urn)) return 'everything';
    if (scope === 'all') return 'nothing';
    const live = Object.entries(told).filter(
      ([partnership, { until }]) => scope.has(`partnership:${partnership}`) && until >= today,
    );
    if (live.some(([, { inPart }]) => !inPart)) return 'everything';
    return live.length > 0 ? 'redacted' : 'nothing';
  },
  withholds: ['grade', 'personId'],
  open: ['AcknowledgeFinding'],
};

/** The example of an aggregate with an audience of its own: consent that is given, taken back, and runs out. */
export const findings = aggregate(finding, { audience });

/** The read model of findings: whom it may be shown besides the school stands in its scope. */
export const findingList: Projection<FindingEvent, FindingRow> = {
  name: 'example.finding-list',
  version: 1,
  entity: FindingRow,
  key: ({ data }) => `finding:${data.findingId}`,
  on: {
    FindingWritten: (_, { data: { findingId, urn, grade } }, key) => ({
      ...{ key, scope: [`urn:${urn}`], findingId, urn, grade, told: [] },
    }),
    FindingShared: change((row, { data: { partnershipId } }) => told(row, partnershipId, true)),
    FindingUnshared: change((row, { data: { partnershipId } }) => told(row, partnershipId, false)),
    FindingGraded: change((row, { data: { grade } }) => ({ ...row, grade })),
  },
};

function told(row: FindingRow, partnershipId: string, now: boolean): FindingRow {
  const others = row.told.filter((it) => it !== partnershipId);
  const all = now ? [...others, partnershipId] : others;
  return { ...row, told: all, scope: [`urn:${row.urn}`, ...all.map((it) => `partnership:${it}`)] };
}
