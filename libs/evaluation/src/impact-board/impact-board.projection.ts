import {
  type Apply,
  change as changing,
  type Event,
  type Projection,
  type Recorded,
} from '#eventing';
import type { DeploymentEvent } from '#brokerage';
import { daysOf } from '#network';
import type { ImpactEvaluationEvent } from '../evaluation/evaluation.events.js';
import type { KpiEvent } from '../kpi/kpi.events.js';
import { ImpactFigure } from './impact-board.entity.js';
import { figuresOf, type Known } from './impact-row.js';
import {
  corrected,
  recosted,
  unjudged,
  unsaid,
  withCost,
  withEvaluation,
  withStep,
} from './learnt.js';

type Evaluated = Exclude<ImpactEvaluationEvent, { type: 'EvaluationLocked' }>;
type Supported = Extract<
  DeploymentEvent,
  {
    type: 'DeploymentAgreed' | 'DeploymentCompleted' | 'DeploymentTerminated' | 'VisitCorrected';
  }
>;
/** The events that make the board: of KPIs, of their evaluations, and of the support that is to move them. */
export type BoardEvent = KpiEvent | Evaluated | Supported;

/** What an event changes of what is known; the figures follow. */
const learn = <F extends Event>(
  learnt: (row: ImpactFigure, event: Recorded<F>, key: string) => Partial<Known>,
): Apply<F, ImpactFigure> =>
  changing((row, event, key) => {
    const known = { ...row, ...learnt(row, event, key) };
    return { ...known, ...figuresOf(known) };
  });

const keysOf = (ids: readonly string[]) => ids.map((id) => `kpi:${id}`);

/** By level and KPI: what changed, how sure are we, at what cost? (domain: ImpactBoard) */
export const impactBoard: Projection<BoardEvent, ImpactFigure> = {
  name: 'evaluation.impact-board',
  version: 2,
  entity: ImpactFigure,
  key: ({ type, data, tags }) => {
    switch (type) {
      // these name no KPI themselves: they are of those that the evaluation was begun with
      case 'EvidenceAttached':
      case 'ContributionStated':
      case 'StrengthRated':
      case 'EvaluationModerated':
        return tags.filter((it) => it.startsWith('kpi:'));
      case 'EvaluationDesigned':
        return keysOf([...data.kpiIds, ...data.leaves]);
      case 'ImpactEvidenced':
        return keysOf(data.kpis.map((it) => it.kpiId));
      default:
        return keysOf('kpiId' in data ? [data.kpiId] : data.kpiIds);
    }
  },
  on: {
    KpiCommitted: (_, { data }, key) => {
      const { kpiId, level, indicator, unit, direction } = data;
      const urn = data.urn ?? null;
      const partnershipId = data.partnershipId ?? null;
      const known: Known = {
        key,
        scope: urn ? [`urn:${urn}`] : [`partnership:${partnershipId ?? ''}`],
        ...{ kpiId, urn, partnershipId, level, indicator, unit, direction },
        focusArea: data.focusArea ?? null,
        baseline: null,
        baselines: [],
        target: null,
        lockedOn: null,
        baselineDueBy: null,
        measurements: [],
        evaluations: [],
        deploymentIds: [],
        costs: [],
      };
      return { ...known, ...figuresOf(known) };
    },
    BaselineSet: learn(({ baselines }, { data: { period, value, n } }) => {
      const baseline = { period, value, n, reason: null };
      return { baseline, baselines: [...baselines, baseline] };
    }),
    TargetSet: learn((_, { data: { value, by } }) => ({ target: { value, by } })),
    PlanLocked: learn((_, { data }) => ({ lockedOn: data.on, baselineDueBy: null })),
    BaselineDemanded: learn(({ baselineDueBy }, { data: { dueBy } }) => ({
      baselineDueBy: baselineDueBy !== null && baselineDueBy < dueBy ? baselineDueBy : dueBy,
    })),
    MeasurementLinked: learn(({ measurements }, { data }) => {
      const { measurementId, period, value, n, observedOn, source } = data;
      const linked = { measurementId, period, value, n, observedOn, source, was: [] };
      return { measurements: [...measurements, linked] };
    }),
    MeasurementCorrected: learn(({ measurements }, { data }) => ({
      measurements: corrected(measurements, data),
    })),
    KpiRebaselined: learn(({ baselines, target, baselineDueBy: due }, { data }) => {
      const { period, value, n, reason } = data;
      const baseline = { period, value, n, reason };
      const inTime = due === null || daysOf(period).to < due;
      return {
        baseline,
        baselines: [...baselines, baseline],
        target: data.target ?? target,
        baselineDueBy: inTime ? null : due,
      };
    }),
    EvaluationCalledFor: learn(({ evaluations }, { data }) => ({
      evaluations: withEvaluation(evaluations, data, { dueBy: data.dueBy }),
    })),
    EvaluationDesigned: learn(({ evaluations, kpiId }, { data }) => ({
      evaluations: data.leaves.includes(kpiId)
        ? evaluations.filter((it) => it.evaluationId !== data.evaluationId)
        : withEvaluation(evaluations, data, { state: 'designed' }),
    })),
    EvidenceAttached: learn(({ evaluations }, { data: { evaluationId, evidenceId } }) => ({
      evaluations: withStep(evaluations, evaluationId, (it) => ({
        evidenceIds: [...it.evidenceIds, evidenceId],
      })),
    })),
    EffectComputed: learn(({ evaluations }, { data }) => {
      const { evaluationId, base, post, change, targetShare, n } = data;
      const computed = { base, post, change, targetShare, n };
      return {
        evaluations: withStep(evaluations, evaluationId, () => ({ ...unsaid, computed })),
      };
    }),
    ContributionStated: learn(({ evaluations }, { data: { evaluationId, claim: stated } }) => ({
      evaluations: withStep(evaluations, evaluationId, () => ({ stated })),
    })),
    StrengthRated: learn(({ evaluations }, { data: { evaluationId, level: rated } }) => ({
      evaluations: withStep(evaluations, evaluationId, () => ({ rated })),
    })),
    EvaluationModerated: learn(({ evaluations }, { data: { evaluationId, agreed } }) => ({
      evaluations: withStep(evaluations, evaluationId, () =>
        agreed ? { agreed } : { ...unsaid, agreed },
      ),
    })),
    ImpactEvidenced: learn(({ evaluations, kpiId }, { data }) => {
      const { strength, confidence, doubts, claim, kpis } = data;
      const { change = null, n = null } = kpis.find((it) => it.kpiId === kpiId) ?? {};
      const evidenced = { strength, confidence, doubts, claim, change, n };
      return {
        evaluations: withEvaluation(evaluations, data, { state: 'final', ...evidenced }),
      };
    }),
    EvaluationReopened: learn(({ evaluations }, { data: { evaluationId } }) => ({
      evaluations: evaluations.map((it) =>
        it.evaluationId === evaluationId
          ? { ...it, state: 'reopened', ...unjudged, ...unsaid, computed: null }
          : it,
      ),
    })),
    DeploymentAgreed: learn(({ deploymentIds }, { data: { deploymentId } }) => ({
      deploymentIds: [...deploymentIds.filter((it) => it !== deploymentId), deploymentId],
    })),
    DeploymentCompleted: learn(({ costs }, { data }) => ({
      costs: withCost(costs, data, 'completed'),
    })),
    DeploymentTerminated: learn(({ costs }, { data }) => ({
      costs: withCost(costs, data, 'terminated'),
    })),
    VisitCorrected: learn(({ costs }, { data }) => ({ costs: recosted(costs, data) })),
  },
};
