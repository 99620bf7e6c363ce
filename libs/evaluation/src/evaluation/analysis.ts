import { Refusal } from '#eventing';
import { disclosureOf } from '../figures/disclosure.js';
import { type KpiPlan } from '../kpi/kpi-state.js';
import { requireBeforeSupport } from '../kpi/kpi-rules.js';
import { latestAfter, type Measurement, samePeriod } from '../kpi/measurements.js';
import { effectOf, sameEffect } from './effect.js';
import type { Designed } from './evaluation-state.js';
import type { AnalyseEffect, AttachEvidence } from './evaluation.commands.js';
import type { Effect, ImpactEvaluationEvent } from './evaluation.events.js';
import type { EvaluationKnown } from './known.js';

/** A verified item of the school, or of a partnership, is counted in. */
export function attach(
  { evidenceId }: AttachEvidence,
  state: Designed,
  evaluationId: string,
  { evidence }: EvaluationKnown,
): ImpactEvaluationEvent[] {
  if (state.evidenceIds.includes(evidenceId)) return [];
  if (evidence?.status !== 'verified')
    throw new Refusal(
      'evidence-not-verified',
      'Only verified items count: have it verified first.',
    );
  if (evidence.urn !== undefined && evidence.urn !== state.urn)
    throw new Refusal('evidence-of-another', 'This item is evidence about another school.');
  return [{ type: 'EvidenceAttached', data: { evaluationId, evidenceId } }];
}

/** The effect on one KPI, computed; the same again changes nothing. */
export function analyse(
  { kpiId, period }: AnalyseEffect,
  state: Designed,
  evaluationId: string,
  by: string,
  { kpis = {}, support }: EvaluationKnown,
): ImpactEvaluationEvent[] {
  if (!state.kpiIds.includes(kpiId))
    throw new Refusal('kpi-not-of-evaluation', 'The design does not name this KPI.');
  const kpi = kpis[kpiId];
  if (!kpi || kpi.status !== 'locked' || !kpi.baseline)
    throw new Refusal('plan-not-locked', 'The baseline and target of this KPI are not locked.');
  const post = period
    ? kpi.measurements.find((it) => samePeriod(it.period, period))
    : latestAfter(kpi.baseline, kpi.measurements);
  if (state.design !== 'theoryOnly') requireComparable(kpi, post, support?.startsOn);
  const effect = effectOf(kpiId, kpi, state.design, post);
  const before = state.effects[kpiId];
  if (before && sameEffect(before, effect, disclosureOf(kpi).closed)) return [];
  return [{ type: 'EffectComputed', data: { evaluationId, ...effect, by } }];
}

/** Whether what was analysed of a KPI does not stand any more. */
export function stale(effect: Effect, kpi: KpiPlan, design: Designed['design']): boolean {
  const { post } = effect;
  const now = post ? kpi.measurements.find((it) => samePeriod(it.period, post.period)) : undefined;
  const again = effectOf(effect.kpiId, kpi, design, now);
  return !sameEffect(effect, again, disclosureOf(kpi).closed);
}

function requireComparable(
  { baseline }: KpiPlan,
  post: Measurement | undefined,
  startsOn: string | undefined,
): void {
  if (!baseline || !post)
    throw new Refusal('kpi-not-measured', 'There is no such result after the baseline to compare.');
  if (startsOn === undefined) return;
  requireBeforeSupport(baseline, [startsOn]);
  if (post.observedOn < startsOn)
    throw new Refusal(
      'measured-before-support',
      `This result was observed before support started on ${startsOn}.`,
    );
}
