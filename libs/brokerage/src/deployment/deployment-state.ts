import type { Word } from '#eventing';
import type { Window } from '../calendar/window.js';
import type { DeploymentEvent, Parties } from './deployment.events.js';

/** A visit as it stands after its corrections. */
export interface Visit {
  readonly visitId: string;
  readonly date: string;
  readonly halfDays: number;
}

/** Where a deployment can be. */
export type Stage =
  'proposed' | 'agreed' | 'active' | 'paused' | 'completed' | 'closed' | 'declined' | 'terminated';

/** What the rules of a deployment remember once it was proposed. */
export interface ProposedDeployment extends Omit<Parties, 'deploymentId'> {
  readonly status: Stage;
  readonly focusArea: Word;
  /** Agreed, with all extensions. */
  readonly halfDays: number;
  readonly dayRatePence: number;
  readonly window: Window;
  /** What the last check found; absent before the first. */
  readonly conflicts?: readonly string[];
  readonly released: boolean;
  readonly accepted: boolean;
  readonly approved: boolean;
  readonly startedOn?: string;
  readonly endedOn?: string;
  readonly visits: readonly Visit[];
  readonly midpoint: boolean;
  readonly judged: boolean;
}

/** proposed -> agreed -> active <-> paused -> completed -> closed, or declined or terminated. */
export type DeploymentState = { readonly status: 'none' } | ProposedDeployment;

/** Half days used by all visits. */
export const usedOf = ({ visits }: Pick<ProposedDeployment, 'visits'>): number =>
  visits.reduce((sum, it) => sum + it.halfDays, 0);

/** The price of half days at a day's rate, in pence; half a penny is rounded up. */
export const costOf = (halfDays: number, dayRatePence: number): number =>
  Math.round((halfDays * dayRatePence) / 2);

/** Whom it brings together, spelled out for an event. */
export const partiesOf = (deploymentId: string, state: ProposedDeployment): Parties => ({
  deploymentId,
  requestId: state.requestId,
  needId: state.needId,
  leaderId: state.leaderId,
  urn: state.urn,
  homeUrn: state.homeUrn,
  kpiIds: state.kpiIds,
});

/** The deployment after one event. */
export function evolveDeployment(
  state: DeploymentState,
  { type, data }: DeploymentEvent,
): DeploymentState {
  if (type === 'DeploymentProposed') {
    const { deploymentId: _, objectives: __, successCriteria: ___, ...terms } = data;
    const consents = { released: false, accepted: false, approved: false };
    return {
      ...terms,
      ...consents,
      status: 'proposed',
      visits: [],
      midpoint: false,
      judged: false,
    };
  }
  if (state.status === 'none') return state;
  switch (type) {
    case 'ConflictsChecked':
      return { ...state, conflicts: data.found };
    case 'HomeSchoolReleased':
      return { ...state, released: true };
    case 'SupportedSchoolAccepted':
      return { ...state, accepted: true };
    case 'CommissionerApproved':
      return { ...state, approved: true };
    case 'DeploymentAgreed':
      return { ...state, status: 'agreed' };
    case 'DeploymentDeclined':
      return { ...state, status: 'declined' };
    case 'SupportDeployed':
      return { ...state, status: 'active', startedOn: data.on };
    case 'VisitRecorded': {
      const { visitId, date, halfDays } = data;
      return { ...state, visits: [...state.visits, { visitId, date, halfDays }] };
    }
    case 'VisitCorrected': {
      const { date, halfDays } = data.changes;
      const put = (it: Visit): Visit =>
        it.visitId === data.corrects
          ? { ...it, date: date ?? it.date, halfDays: halfDays ?? it.halfDays }
          : it;
      return { ...state, visits: state.visits.map(put) };
    }
    case 'MidpointReviewed':
      return { ...state, midpoint: true };
    case 'DeploymentExtended':
      return { ...state, halfDays: state.halfDays + data.halfDays, window: data.window };
    case 'DeploymentPaused':
      return { ...state, status: 'paused' };
    case 'DeploymentResumed':
      return { ...state, status: 'active' };
    case 'DeploymentCompleted':
      return { ...state, status: 'completed', endedOn: data.on };
    case 'DeploymentTerminated':
      return { ...state, status: 'terminated', endedOn: data.on };
    case 'ImpactJudged':
      return { ...state, judged: true };
    case 'DeploymentClosed':
      return { ...state, status: 'closed' };
    case 'RagRated':
      return state;
  }
}
