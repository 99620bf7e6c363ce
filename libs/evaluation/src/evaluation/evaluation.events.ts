import type { Catalogue, Day, Event, Note, Word } from '#eventing';
import type { DeploymentId, EvaluationId, EvidenceId, KpiId, Pence, Urn } from '#network';
import type { Undefined } from '../figures/statistics.js';
import type { Baseline, Level, Target } from '../kpi/kpi.events.js';

/** How an evaluation looks for impact; each has a ceiling of strength. */
export type Design = 'theoryOnly' | 'beforeAfter' | 'comparison' | 'interruptedSeries' | 'trial';

/** Strength of evidence, after Nesta: 1 theory, 2 before/after, 3 comparator, 4 independent and replicated, 5 at scale. */
export type Strength = 1 | 2 | 3 | 4 | 5;

/** What keeps the strength of evidence from being rated higher. */
export type Cap = 'design' | 'replication' | 'cost' | 'spread';

/** How far the figures can be trusted, apart from how strong the design is. */
export type Confidence = 'high' | 'medium' | 'low';

/** What takes confidence away. */
export type Doubt = 'no-interval' | 'attrition' | 'few' | 'missing' | 'unverified';

/** How far it is claimed that the support contributed. */
export type Claim = 'asserted' | 'plausible' | 'evidenced' | 'challenged' | 'rejected';

/** Another explanation of the change, and what became of it. */
export interface Alternative {
  readonly kind: Word;
  /** `ruledOut`, `partial` or `main`: it explains none, some or most of the change. */
  readonly verdict: 'ruledOut' | 'partial' | 'main';
}

/** What was computed for one KPI, from its events alone. */
export interface Effect {
  readonly kpiId: KpiId;
  readonly level: Level;
  readonly indicator: string;
  /** How, and by which version of the formula. */
  readonly method: 'theoryOnly' | 'beforeAfter';
  readonly formula: string;
  readonly base: Baseline | null;
  readonly post: Baseline | null;
  readonly target: Target | null;
  /** The change for the better; null with its reason. */
  readonly change: number | null;
  readonly changeReason: Undefined | null;
  readonly targetShare: number | null;
  readonly targetShareReason: Undefined | null;
  /** Which entry of the KPI base and post were, counted from 1: whether they still stand is told without their values. */
  readonly entries?: { readonly base: number; readonly post: number };
  /** The 95 % interval of the change, when the method has one. */
  readonly ci: readonly [number, number] | null;
  /** How many it is of: the fewer of base and post. */
  readonly n: number;
}

/** A KPI's part of the impact that was evidenced. */
export type EvidencedKpi = Pick<
  Effect,
  'kpiId' | 'level' | 'indicator' | 'method' | 'change' | 'targetShare' | 'n'
>;

/** The events of one evaluation of the impact of a deployment. */
export type ImpactEvaluationEvent =
  | Event<
      'EvaluationCalledFor',
      {
        evaluationId: EvaluationId;
        deploymentId: DeploymentId;
        urn: Urn;
        kpiIds: readonly KpiId[];
        dueBy: Day;
        costPence: Pence;
      }
    >
  | Event<
      'EvaluationDesigned',
      {
        evaluationId: EvaluationId;
        deploymentId: DeploymentId;
        urn: Urn;
        kpiIds: readonly KpiId[];
        /** KPIs that it was to evaluate before, and does not any more. */
        leaves: readonly KpiId[];
        design: Design;
        level: Level;
        comparator?: string;
        theory: Note;
        evaluator: string;
        /** Who delivered the support that is evaluated. */
        deliverer: string;
        /** Whether the evaluator neither is the deliverer nor speaks for the deliverer's school. */
        independent: boolean;
      }
    >
  | Event<'EvaluationLocked', { evaluationId: EvaluationId; kpiIds: readonly KpiId[]; on: Day }>
  | Event<'EvidenceAttached', { evaluationId: EvaluationId; evidenceId: EvidenceId }>
  | Event<'EffectComputed', { evaluationId: EvaluationId; by: string } & Effect>
  | Event<
      'ContributionStated',
      {
        evaluationId: EvaluationId;
        claim: Claim;
        alternatives: readonly Alternative[];
        reasoning: Note;
        by: string;
      }
    >
  | Event<
      'StrengthRated',
      {
        evaluationId: EvaluationId;
        level: Strength;
        ceiling: Strength;
        cappedBy: Cap | null;
        replicationIds: readonly EvaluationId[];
        by: string;
      }
    >
  | Event<
      'EvaluationModerated',
      { evaluationId: EvaluationId; agreed: boolean; comment: Note; by: string }
    >
  | Event<
      'ImpactEvidenced',
      {
        evaluationId: EvaluationId;
        deploymentId: DeploymentId;
        urn: Urn;
        kpis: readonly EvidencedKpi[];
        strength: Strength;
        confidence: Confidence;
        /** What keeps confidence from being high, and the version of that grading. */
        doubts: readonly Doubt[];
        grading: string;
        claim: Claim;
        /** What the support cost; null while it has not ended. */
        costPence: Pence | null;
      }
    >
  | Event<
      'EvaluationReopened',
      { evaluationId: EvaluationId; kpiIds: readonly KpiId[]; reason: string }
    >;

/** Versions of the events of an evaluation. */
export const evaluationEvents: Catalogue<ImpactEvaluationEvent> = {
  EvaluationCalledFor: 1,
  EvaluationDesigned: 1,
  EvaluationLocked: 1,
  EvidenceAttached: 1,
  EffectComputed: { version: 2, upcasts: { 1: (uncounted: object) => uncounted } },
  ContributionStated: 1,
  StrengthRated: 1,
  EvaluationModerated: 1,
  ImpactEvidenced: { version: 2, upcasts: { 1: (withoutFew: object) => withoutFew } },
  EvaluationReopened: 1,
};
