import { Refusal } from '#eventing';
import { disclosureOf } from '../figures/disclosure.js';
import type { KpiState } from '../kpi/kpi-state.js';
import { stale } from './analysis.js';
import { confidenceOf, doubtsOf, GRADING } from './confidence.js';
import { independent } from './design.js';
import type { Designed } from './evaluation-state.js';
import type { ModerateEvaluation, RateStrength, StateContribution } from './evaluation.commands.js';
import type { Effect, EvidencedKpi, ImpactEvaluationEvent } from './evaluation.events.js';
import type { EvaluationKnown } from './known.js';
import { because, ceilingOf } from './strength.js';

interface Acting {
  readonly id: string;
  readonly urns: readonly string[];
}

/** Contribution, not attribution: a claim stands beside what else could explain the change. */
export function claim(
  command: StateContribution,
  state: Designed,
  evaluationId: string,
  by: string,
): ImpactEvaluationEvent[] {
  const alternatives = command.alternatives.map(({ kind, verdict }) => ({ kind, verdict }));
  if (alternatives.length === 0)
    throw new Refusal(
      'alternatives-missing',
      'Say what else could explain the change: at least one.',
    );
  if (command.claim === 'evidenced') {
    requireEvidence(state.evidenceIds.length);
    if (alternatives.some((it) => it.verdict === 'main'))
      throw new Refusal(
        'alternative-explains-it',
        'Another explanation accounts for most of the change: claim less.',
      );
  }
  const { claim, reasoning } = command;
  const data = { evaluationId, claim, alternatives, reasoning, by };
  return [{ type: 'ContributionStated', data }];
}

/** How strong the evidence is: never above what the design allows, nor judged by the deliverer at 4 and 5. */
export function rate(
  { level, replicationIds = [] }: RateStrength,
  state: Designed,
  evaluationId: string,
  actor: Acting,
  { support, replications = [] }: EvaluationKnown,
): ImpactEvaluationEvent[] {
  if (replicationIds.includes(evaluationId))
    throw new Refusal('replicates-itself', 'An evaluation does not replicate itself.');
  const indicators = effectsOf(state).map((it) => it.indicator);
  const costPence = support?.costPence ?? state.costPence;
  const ceiling = ceilingOf({ ...state, indicators, costPence }, replications);
  if (level > ceiling.level)
    throw new Refusal(
      'level-above-design',
      `At most ${ceiling.level}: ${ceiling.cappedBy ? because[ceiling.cappedBy] : 'that is the top'}.`,
    );
  if (level >= 4 && !(state.independent && support && independent(actor, support)))
    throw new Refusal(
      'evaluator-is-deliverer',
      'From level 4 on the evaluator is independent of those who delivered the support.',
    );
  return [
    {
      type: 'StrengthRated',
      data: {
        evaluationId,
        level,
        ceiling: ceiling.level,
        cappedBy: ceiling.cappedBy,
        replicationIds: [...new Set(replicationIds)],
        by: actor.id,
      },
    },
  ];
}

/** Somebody who took no part agrees, or sends claim and rating back. */
export function moderate(
  { agreed, comment }: ModerateEvaluation,
  state: Designed,
  evaluationId: string,
  by: string,
): ImpactEvaluationEvent[] {
  if (!state.claim)
    throw new Refusal('contribution-not-stated', 'State the contribution before it is moderated.');
  if (!state.strength)
    throw new Refusal('strength-not-rated', 'Rate the strength before it is moderated.');
  if (state.evaluators.includes(by))
    throw new Refusal('moderator-is-evaluator', 'Somebody who took no part in it moderates.');
  return [{ type: 'EvaluationModerated', data: { evaluationId, agreed, comment, by } }];
}

/** Impact is evidenced on figures that still say what was analysed, and on evidence that still stands. */
export function finalise(
  state: Designed,
  evaluationId: string,
  { kpis = {}, verified = 0, support }: EvaluationKnown,
): ImpactEvaluationEvent[] {
  const { claim, strength, deploymentId, urn } = state;
  if (state.status !== 'moderated' || !claim || !strength)
    throw new Refusal(
      'evaluation-not-moderated',
      'Impact is evidenced once somebody moderated it.',
    );
  const effects = effectsOf(state);
  for (const effect of effects) {
    const kpi = kpis[effect.kpiId];
    if (!kpi || kpi.status === 'none' || stale(effect, kpi, state.design))
      throw new Refusal(
        'effect-stale',
        'The events of a KPI changed since: analyse its effect again.',
      );
  }
  if (claim === 'evidenced') requireEvidence(verified);
  const doubts = doubtsOf(effects, verified, (id) => closed(kpis[id]));
  return [
    {
      type: 'ImpactEvidenced',
      data: {
        evaluationId,
        deploymentId,
        urn,
        kpis: effects.map(evidenced),
        strength,
        confidence: confidenceOf(doubts),
        doubts,
        grading: GRADING,
        claim,
        costPence: support?.costPence ?? state.costPence,
      },
    },
  ];
}

const closed = (kpi: KpiState | undefined): boolean =>
  kpi !== undefined && kpi.status !== 'none' && disclosureOf(kpi).closed;

function requireEvidence(verified: number): void {
  if (verified === 0)
    throw new Refusal(
      'claim-without-evidence',
      'A claim is evidenced by a verified item: attach one.',
    );
}

const effectsOf = (state: Designed): Effect[] =>
  state.kpiIds.flatMap((id) => state.effects[id] ?? []);

const evidenced = ({
  kpiId,
  level,
  indicator,
  method,
  change,
  targetShare,
  n,
}: Effect): EvidencedKpi => ({ kpiId, level, indicator, method, change, targetShare, n });
