import type { CostFigure, EvaluationFigure, MeasuredFigure } from './impact-row.js';

/** Measurements with one put right; what it said before stays beside it. */
export const corrected = (
  measurements: readonly MeasuredFigure[],
  right: { measurementId: string; value: number; n: number; reason: string },
): MeasuredFigure[] =>
  measurements.map((it) =>
    it.measurementId === right.measurementId
      ? {
          ...it,
          value: right.value,
          n: right.n,
          was: [...it.was, { value: it.value, n: it.n, reason: right.reason }],
        }
      : it,
  );

/** Costs with that of one deployment, which has ended. */
export const withCost = (
  costs: readonly CostFigure[],
  { deploymentId, costPence }: { deploymentId: string; costPence: number },
  ended: CostFigure['ended'],
): CostFigure[] => [
  ...costs.filter((it) => it.deploymentId !== deploymentId),
  { deploymentId, costPence, ended },
];

/** Costs with that of one deployment put right, if it has ended. */
export const recosted = (
  costs: readonly CostFigure[],
  { deploymentId, costPence }: { deploymentId: string; costPence: number },
): CostFigure[] =>
  costs.map((it) => (it.deploymentId === deploymentId ? { ...it, costPence } : it));

/** What an evaluation says that nobody has judged. */
export const unjudged = {
  strength: null,
  confidence: null,
  doubts: [],
  claim: null,
  change: null,
  n: null,
};

/** What nobody has said of what was computed. */
export const unsaid = { stated: null, rated: null, agreed: null };

/** An evaluation of which no step was taken. */
const untaken = { evidenceIds: [], computed: null, ...unsaid };

/** Evaluations with a step of one, which changes neither its state nor its place; what is not among them stays away. */
export const withStep = (
  evaluations: readonly EvaluationFigure[],
  evaluationId: string,
  step: (it: EvaluationFigure) => Partial<EvaluationFigure>,
): EvaluationFigure[] =>
  evaluations.map((it) => (it.evaluationId === evaluationId ? { ...it, ...step(it) } : it));

/** Evaluations with one changed, which is now the last; a new one begins as called for. */
export function withEvaluation(
  evaluations: readonly EvaluationFigure[],
  { evaluationId, deploymentId }: { evaluationId: string; deploymentId: string },
  changes: Partial<EvaluationFigure>,
): EvaluationFigure[] {
  const before = evaluations.find((it) => it.evaluationId === evaluationId) ?? {
    evaluationId,
    deploymentId,
    state: 'called',
    dueBy: null,
    ...unjudged,
    ...untaken,
  };
  const others = evaluations.filter((it) => it.evaluationId !== evaluationId);
  return [...others, { ...before, ...changes }];
}
