import type { Fold, To } from '#eventing';
import type { ImpactEvaluationCommand } from './evaluation.commands.js';
import type {
  Claim,
  Design,
  Effect,
  EvidencedKpi,
  ImpactEvaluationEvent,
} from './evaluation.events.js';
import type { Strength } from './evaluation.events.js';

/** What is known of an evaluation from the day it was called for or designed. */
interface Begun {
  readonly deploymentId: string;
  readonly urn: string;
  readonly kpiIds: readonly string[];
  /** Whether a completed deployment asked for it, and what that cost. */
  readonly called: boolean;
  readonly costPence: number | null;
}

/** An evaluation with a design. */
export interface Designed extends Begun {
  readonly status:
    'designed' | 'locked' | 'collecting' | 'analysed' | 'moderated' | 'final' | 'reopened';
  readonly design: Design;
  readonly deliverer: string;
  readonly independent: boolean;
  readonly evidenceIds: readonly string[];
  readonly effects: Readonly<Record<string, Effect>>;
  readonly claim?: Claim | undefined;
  readonly strength?: Strength | undefined;
  /** Everybody who designed, analysed, claimed or rated: none of them may moderate. */
  readonly evaluators: readonly string[];
  /** The figures as they were last evidenced. */
  readonly evidenced: readonly EvidencedKpi[];
}

/** called -> designed -> locked -> collecting -> analysed -> moderated -> final -> reopened. */
export type EvaluationState =
  { readonly status: 'none' } | (Begun & { readonly status: 'called' }) | Designed;

/** What a process may send to an evaluation. */
export type ToEvaluation = To<'evaluation.evaluation', ImpactEvaluationCommand>;

/** What the events of an evaluation add up to. */
export const evaluationFold: Fold<ImpactEvaluationEvent, EvaluationState> = {
  category: 'evaluation.evaluation' satisfies keyof ToEvaluation,
  initial: { status: 'none' },
  evolve(state, { type, data }) {
    if (type === 'EvaluationCalledFor') {
      const { deploymentId, urn, kpiIds, costPence } = data;
      if (state.status !== 'none') return { ...state, called: true, costPence };
      return { status: 'called', deploymentId, urn, kpiIds, called: true, costPence };
    }
    if (type === 'EvaluationDesigned') {
      const { deploymentId, urn, kpiIds, design, deliverer, independent, evaluator } = data;
      const { called, costPence } =
        state.status === 'none' ? { called: false, costPence: null } : state;
      const before = 'evaluators' in state ? state.evaluators : [];
      return {
        status: 'designed',
        ...{ deploymentId, urn, kpiIds, called, costPence, design, deliverer, independent },
        ...{ evidenceIds: [], effects: {}, evidenced: [] },
        evaluators: [...before.filter((it) => it !== evaluator), evaluator],
      };
    }
    if (state.status === 'none' || state.status === 'called') return state;
    switch (type) {
      case 'EvaluationLocked':
        return { ...state, status: 'locked' };
      case 'EvidenceAttached':
        return {
          ...state,
          status: state.status === 'locked' ? 'collecting' : state.status,
          evidenceIds: [...state.evidenceIds, data.evidenceId],
        };
      case 'EffectComputed': {
        const { evaluationId: _, by, ...effect } = data;
        const effects = { ...state.effects, [effect.kpiId]: effect };
        const status = progressOf(state, effects);
        return { ...unjudged(evaluatedBy(state, by)), effects, status };
      }
      case 'ContributionStated':
        return { ...evaluatedBy(state, data.by), claim: data.claim };
      case 'StrengthRated':
        return { ...evaluatedBy(state, data.by), strength: data.level };
      case 'EvaluationModerated':
        return data.agreed
          ? { ...state, status: 'moderated' }
          : { ...unjudged(state), status: 'analysed' };
      case 'ImpactEvidenced':
        return { ...state, status: 'final', evidenced: data.kpis };
      case 'EvaluationReopened':
        return { ...unjudged(state), status: 'reopened', effects: {} };
    }
  },
};

/** What was claimed and rated on other figures is claimed and rated again. */
const unjudged = (state: Designed): Designed => ({
  ...state,
  claim: undefined,
  strength: undefined,
});

/** Analysed once every KPI has its effect. */
const progressOf = (state: Designed, effects: Designed['effects']): Designed['status'] =>
  state.kpiIds.every((id) => effects[id])
    ? 'analysed'
    : state.status === 'locked'
      ? 'collecting'
      : state.status;

const evaluatedBy = (state: Designed, by: string): Designed => ({
  ...state,
  evaluators: state.evaluators.includes(by) ? state.evaluators : [...state.evaluators, by],
});
