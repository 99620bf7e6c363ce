import { type Decider, Refusal } from '#eventing';
import type { RecordCensusReturn, SchoolCommand } from './school.commands.js';
import {
  changed,
  changesOf,
  detailsOf,
  type SchoolDetails,
  type StatedDetails,
} from './details.js';
import { corrected, type Figures, figureChangesOf, figuresOf, periodKey } from './figures.js';
import { schoolEvents, type SchoolEvent } from './school.events.js';

/** open -> closed. `asOf`: the day at which the newest source of its details was true. */
export type SchoolState =
  | { status: 'none' }
  | {
      status: 'open' | 'closed';
      details: SchoolDetails;
      asOf: string;
      /** The published figures by period. */
      figures: Readonly<Record<string, Figures>>;
      closedOn?: string;
    };

type Known = Exclude<SchoolState, { status: 'none' }>;

/** A school of the national register, keyed by its URN; what a source repeats decides nothing. */
export const school: Decider<SchoolCommand, SchoolEvent, SchoolState> = {
  category: 'network.school',
  identity: 'urn',
  events: schoolEvents,
  initial: { status: 'none' },

  decide(command, state, { id: urn, today }) {
    if ('sourceDate' in command && command.sourceDate !== undefined && command.sourceDate > today)
      throw new Refusal('day-in-future', 'The day of the source lies in the future.');
    if (command.type === 'RegisterSchool') {
      const sourceDate = command.sourceDate ?? today;
      if (state.status === 'none') return [registered(urn, command, sourceDate)];
      if (state.status === 'open' && isEmpty(changesOf(state.details, command))) return [];
      throw new Refusal('school-registered', `School ${urn} was registered before: refresh it.`);
    }
    if (command.type === 'RecordCensusReturn') return censusReturn(urn, command, state);
    if (state.status === 'none')
      throw new Refusal('school-unknown', `School ${urn} is not registered.`);
    if (command.type === 'RefreshSchool') {
      const { sourceDate } = command;
      if (state.status === 'closed')
        throw new Refusal('school-closed', `School ${urn} closed: its details stay as they were.`);
      if (sourceDate < state.asOf)
        throw new Refusal('source-older', `The details known are newer: of ${state.asOf}.`);
      const none = Object.fromEntries((command.none ?? []).map((it) => [it, null]));
      return refreshed(urn, state, { ...command, ...none }, sourceDate);
    }
    const { on, reason } = command;
    if (state.status === 'closed' && state.closedOn === on) return [];
    if (state.status === 'closed')
      throw new Refusal('school-closed', `School ${urn} closed on ${state.closedOn ?? 'a day'}.`);
    if (on > today) throw new Refusal('day-in-future', 'Close the school once it has closed.');
    if (state.details.opened !== undefined && on < state.details.opened)
      throw new Refusal('closed-before-opened', `It opened on ${state.details.opened}.`);
    return [{ type: 'SchoolClosed', data: { urn, on, reason } }];
  },

  evolve(state, { type, data }) {
    if (type === 'SchoolRegistered') {
      const { urn: _, sourceDate, ...details } = data;
      return { status: 'open', details, asOf: sourceDate, figures: {} };
    }
    if (state.status === 'none') return state;
    switch (type) {
      case 'SchoolDetailsRefreshed': {
        const { sourceDate, changes } = data;
        return { ...state, details: changed(state.details, changes), asOf: sourceDate };
      }
      case 'SchoolContextRecorded':
        return withFigures(state, periodKey(data.period), data.figures);
      case 'SchoolContextCorrected': {
        const key = periodKey(data.period);
        return withFigures(state, key, corrected(state.figures[key] ?? {}, data.changes));
      }
      case 'SchoolClosed':
        return { ...state, status: 'closed', closedOn: data.on };
    }
  },
};

function censusReturn(urn: string, command: RecordCensusReturn, state: SchoolState): SchoolEvent[] {
  const { sourceDate, details } = command;
  const period = { year: command.period.year, name: command.period.name };
  const figures = figuresOf(command.figures);
  const recorded: SchoolEvent = {
    type: 'SchoolContextRecorded',
    data: { urn, period, sourceDate, figures },
  };
  if (state.status === 'none') return [registered(urn, details, sourceDate), recorded];
  if (state.closedOn !== undefined && sourceDate > state.closedOn)
    throw new Refusal('school-closed', `School ${urn} closed on ${state.closedOn}.`);
  const stale = state.status === 'closed' || sourceDate < state.asOf;
  const events = stale ? [] : refreshed(urn, state, details, sourceDate);
  const before = state.figures[periodKey(period)];
  if (!before) return [...events, recorded];
  const unsaid = Object.fromEntries((command.unsaid ?? []).map((it) => [it, before[it]]));
  const changes = figureChangesOf(before, { ...figures, ...unsaid });
  if (isEmpty(changes)) return events;
  return [
    ...events,
    { type: 'SchoolContextCorrected', data: { urn, period, sourceDate, changes } },
  ];
}

const registered = (urn: string, source: StatedDetails, sourceDate: string): SchoolEvent => ({
  type: 'SchoolRegistered',
  data: { urn, sourceDate, ...detailsOf(source) },
});

function refreshed(
  urn: string,
  state: Known,
  source: StatedDetails,
  sourceDate: string,
): SchoolEvent[] {
  const changes = changesOf(state.details, source);
  if (isEmpty(changes)) return [];
  return [{ type: 'SchoolDetailsRefreshed', data: { urn, sourceDate, changes } }];
}

const withFigures = (state: Known, key: string, figures: Figures): Known => ({
  ...state,
  figures: { ...state.figures, [key]: figures },
});

const isEmpty = (it: object): boolean => Object.keys(it).length === 0;
