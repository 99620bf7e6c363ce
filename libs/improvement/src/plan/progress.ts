import { Refusal } from '#eventing';
import { daysOf } from '#network';
import { objectiveOf, requireWithin, termOf } from './objectives.js';
import { type Plan, type PlanKnown, sameTerm } from './plan-state.js';
import type { CorrectProgress, RecordProgress } from './plan.commands.js';
import type { PlanEvent } from './plan.events.js';

/** One rating for each objective and term, on an approved plan. */
export function progress(
  command: RecordProgress,
  state: Plan,
  planId: string,
  today: string,
  known: PlanKnown,
): PlanEvent[] {
  if (state.status !== 'approved')
    throw new Refusal(
      'plan-not-approved',
      `Progress is rated on an approved plan; this one is ${state.status}.`,
    );
  const { objectiveId, rating, comment } = command;
  const term = termOf(command.term);
  const objective = objectiveOf(state, objectiveId);
  if (daysOf(term).from > today)
    throw new Refusal('period-in-future', 'The term has not begun yet.');
  requireWithin(state, term, 'term-before-plan');
  if (objective.ratings.some((it) => sameTerm(it.term, term)))
    throw new Refusal(
      'progress-rated',
      'This objective was rated for this term: correct that rating.',
    );
  requireStanding(known);
  const evidenceIds = [...new Set(command.evidenceIds)];
  const data = { planId, objectiveId, term, rating, evidenceIds, on: today };
  return [{ type: 'ProgressRecorded', data: comment ? { ...data, comment } : data }];
}

/** A rating is put right; its term and day stay. */
export function putRight(
  command: CorrectProgress,
  state: Plan,
  planId: string,
  known: PlanKnown,
): PlanEvent[] {
  const { objectiveId, rating, comment, reason } = command;
  const term = termOf(command.term);
  const objective = objectiveOf(state, objectiveId);
  const wrong = objective.ratings.find((it) => sameTerm(it.term, term));
  if (!wrong)
    throw new Refusal(
      'progress-not-rated',
      'There is no rating of this objective and term to correct.',
    );
  requireStanding(known);
  const evidenceIds = [...new Set(command.evidenceIds)];
  const same = wrong.rating === rating && wrong.evidenceIds.join() === evidenceIds.join();
  if (same && !comment) return [];
  const data = { planId, objectiveId, term, rating, evidenceIds, on: wrong.on, reason };
  return [{ type: 'ProgressCorrected', data: comment ? { ...data, comment } : data }];
}

function requireStanding({ evidenceStands }: PlanKnown): void {
  if (evidenceStands === false)
    throw new Refusal('evidence-not-standing', 'One of the items was rejected or superseded.');
}
