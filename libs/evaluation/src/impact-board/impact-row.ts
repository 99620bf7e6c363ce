import type { AcademicPeriod } from '#network';
import type { Claim } from '../evaluation/evaluation.events.js';
import type { Confidence, Doubt, Effect } from '../evaluation/evaluation.events.js';
import type { Strength } from '../evaluation/evaluation.events.js';
import { disclosureOf } from '../figures/disclosure.js';
import { aims, change, type Direction, targetShare, together } from '../figures/statistics.js';
import type { Baseline, Level, Target } from '../kpi/kpi.events.js';
import { latestAfter } from '../kpi/measurements.js';

/** A result and what it said before it was corrected. */
export interface MeasuredFigure {
  readonly measurementId: string;
  readonly period: AcademicPeriod;
  readonly value: number;
  readonly n: number;
  readonly observedOn: string;
  readonly source: string;
  readonly was: readonly { readonly value: number; readonly n: number; readonly reason: string }[];
}

/** A baseline; one that replaced a locked one says why. */
export interface BaselineFigure extends Baseline {
  readonly reason: string | null;
}

/** An evaluation that looks at the KPI. */
export interface EvaluationFigure {
  readonly evaluationId: string;
  readonly deploymentId: string;
  readonly state: 'called' | 'designed' | 'final' | 'reopened';
  readonly dueBy: string | null;
  readonly strength: Strength | null;
  readonly confidence: Confidence | null;
  readonly doubts: readonly Doubt[];
  readonly claim: Claim | null;
  /** The change as it was evidenced. */
  readonly change: number | null;
  /** How many that change is of. */
  readonly n: number | null;
  /** What it has come to, step by step, before it is final: the items counted in, what was computed, claimed and rated. */
  readonly evidenceIds: readonly string[];
  readonly computed: Computed | null;
  readonly stated: Claim | null;
  readonly rated: Strength | null;
  /** Whether somebody who took no part agreed; null while nobody was asked. */
  readonly agreed: boolean | null;
}

/** What was computed of a KPI in an evaluation. */
export type Computed = Pick<Effect, 'base' | 'post' | 'change' | 'targetShare' | 'n'>;

/** What one deployment that names the KPI cost. */
export interface CostFigure {
  readonly deploymentId: string;
  readonly costPence: number;
  readonly ended: 'completed' | 'terminated';
}

/** What a row holds because events said so; everything else of it is derived. */
export interface Known {
  key: string;
  scope: string[];
  kpiId: string;
  urn: string | null;
  partnershipId: string | null;
  level: Level;
  indicator: string;
  unit: string;
  direction: Direction;
  focusArea: string | null;
  baseline: BaselineFigure | null;
  baselines: readonly BaselineFigure[];
  target: Target | null;
  lockedOn: string | null;
  baselineDueBy: string | null;
  measurements: readonly MeasuredFigure[];
  evaluations: readonly EvaluationFigure[];
  deploymentIds: readonly string[];
  costs: readonly CostFigure[];
}

/** The figures that follow from what is known of a KPI. Several deployments share one effect; it is never summed. */
export function figuresOf(known: Known) {
  const { baseline, target, measurements, evaluations, costs } = known;
  const base = baseline ?? undefined;
  const latest = latestAfter(base, measurements);
  const moved = change(known.direction, base, latest);
  const share = targetShare(base, latest, target?.value);
  const standing = evaluations.findLast((it) => it.state === 'final');
  const due = evaluations.flatMap((it) => (it.state === 'called' ? (it.dueBy ?? []) : [])).sort();
  return {
    state: stateOf(known, latest !== undefined),
    targetAim: baseline && target ? aims(known.direction, baseline.value, target.value) : null,
    latest: latest ?? null,
    change: moved.value,
    changeReason: moved.reason,
    targetShare: share.value,
    targetShareReason: share.reason,
    n: base && latest ? together(base, latest) : (base?.n ?? null),
    strength: standing?.strength ?? null,
    confidence:
      standing?.confidence && disclosureOf(known).closed ? 'low' : (standing?.confidence ?? null),
    claim: standing?.claim ?? null,
    evidencedChange: standing?.change ?? null,
    evaluationId: (standing ?? evaluations.at(-1))?.evaluationId ?? null,
    evaluationDueBy: due[0] ?? null,
    costPence: sum(costs, 'completed'),
    terminatedPence: sum(costs, 'terminated'),
  };
}

/** A whole row. */
export type ImpactRow = Known & ReturnType<typeof figuresOf>;

/** Where a KPI can be. */
export const states = [
  'committed',
  'baselined',
  'locked',
  'measured',
  'evaluating',
  'evidenced',
  'reopened',
] as const;

/** One of them. */
export type State = (typeof states)[number];

/** The evaluation that changed last says; one that was only called for has not begun. */
function stateOf({ baseline, lockedOn, evaluations }: Known, measured: boolean): State {
  const last = evaluations.findLast((it) => it.state !== 'called');
  if (last) return byEvaluation[last.state as Exclude<EvaluationFigure['state'], 'called'>];
  if (measured) return 'measured';
  if (lockedOn) return 'locked';
  return baseline ? 'baselined' : 'committed';
}

const byEvaluation = {
  designed: 'evaluating',
  final: 'evidenced',
  reopened: 'reopened',
} as const;

const sum = (costs: readonly CostFigure[], ended: CostFigure['ended']): number =>
  costs.reduce((total, it) => (it.ended === ended ? total + it.costPence : total), 0);
