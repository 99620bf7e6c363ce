import { Refusal } from '#eventing';
import { daysOf, termOf, terms } from '#network';
import type { KpiState } from '../kpi/kpi-state.js';
import type { EvaluationState } from './evaluation-state.js';
import type { CallForEvaluation, DesignEvaluation } from './evaluation.commands.js';
import type { ImpactEvaluationEvent } from './evaluation.events.js';
import type { EvaluationKnown, Support } from './known.js';

/** Whoever acts, and the schools they speak for. */
interface Acting {
  readonly id: string;
  readonly urns: readonly string[];
}

/** Neither the deliverer themselves nor somebody who speaks for the deliverer's school. */
export const independent = (
  { id, urns }: Acting,
  { deliverer, person, homeUrn }: Support,
): boolean => id !== deliverer && id !== person && !urns.includes(homeUrn);

/** A completed deployment asks for its evaluation, once. */
export function call(
  command: CallForEvaluation,
  state: EvaluationState,
  evaluationId: string,
): ImpactEvaluationEvent[] {
  if (state.status !== 'none' && state.called) return [];
  const { deploymentId, urn, kpiIds, completedOn, costPence } = command;
  const dueBy = dueAfter(completedOn);
  const data = { evaluationId, deploymentId, urn, kpiIds, dueBy, costPence };
  return [{ type: 'EvaluationCalledFor', data }];
}

/** The design, which may change until it is locked. */
export function design(
  command: DesignEvaluation,
  state: EvaluationState,
  evaluationId: string,
  actor: Acting,
  { support, kpis = {} }: EvaluationKnown,
): ImpactEvaluationEvent[] {
  if (state.status !== 'none' && state.status !== 'called' && state.status !== 'designed')
    throw new Refusal('design-locked', 'The design was locked; it does not change any more.');
  const { deploymentId, level, comparator, theory } = command;
  if (!support) throw new Refusal('deployment-unknown', 'There is no such deployment to evaluate.');
  const kpiIds = [...new Set(command.kpiIds)];
  if (support.kpiIds.length > 0 && kpiIds.some((id) => !support.kpiIds.includes(id)))
    throw new Refusal('kpi-not-of-deployment', 'The deployment does not name all of these KPIs.');
  if (kpiIds.some((id) => belongsToAnother(kpis[id], support.urn)))
    throw new Refusal('kpi-of-another', 'One of the KPIs is that of another school.');
  if (!kpiIds.some((id) => levelOf(kpis[id]) === level))
    throw new Refusal('level-without-kpi', `None of the KPIs is at the level ${level}.`);
  const compared = command.design !== 'theoryOnly' && command.design !== 'beforeAfter';
  if (compared && !comparator)
    throw new Refusal('comparator-missing', 'This design compares: name with whom or what.');
  return [
    {
      type: 'EvaluationDesigned',
      data: {
        evaluationId,
        deploymentId,
        urn: support.urn,
        kpiIds,
        leaves: state.status === 'none' ? [] : state.kpiIds.filter((id) => !kpiIds.includes(id)),
        design: command.design,
        level,
        ...(compared && comparator ? { comparator } : {}),
        theory,
        evaluator: actor.id,
        deliverer: support.deliverer,
        independent: independent(actor, support),
      },
    },
  ];
}

const levelOf = (kpi: KpiState | undefined) =>
  kpi && kpi.status !== 'none' ? kpi.level : undefined;

const belongsToAnother = (kpi: KpiState | undefined, urn: string): boolean =>
  kpi !== undefined && kpi.status !== 'none' && kpi.urn !== undefined && kpi.urn !== urn;

/** The last day of the term after the one in which support ended. */
export function dueAfter(day: string): string {
  const { year, name } = termOf(day);
  const next = terms.findIndex((it) => it === name) + 1;
  const term = terms[next];
  if (term) return daysOf({ year, name: term }).to;
  return `${Number(year.slice(0, 4)) + 1}-12-31`;
}
