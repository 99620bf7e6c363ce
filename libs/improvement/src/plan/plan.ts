import { type Decider, inStateOf, Refusal } from '#eventing';
import { ownerOf } from '#network';
import { progress, putRight } from './progress.js';
import { addObjective, requireObjectives, revise } from './objectives.js';
import { planFold, type PlanKnown, type PlanState } from './plan-state.js';
import type { DraftPlan, PlanCommand } from './plan.commands.js';
import { planEvents, type PlanEvent } from './plan.events.js';

/** What a school or a partnership means to improve in a year: objectives, each shown by a KPI and rated term by term. */
export const plan: Decider<PlanCommand, PlanEvent, PlanState, PlanKnown> = {
  ...planFold,
  identity: 'plan',
  events: planEvents,

  decide(command, state, { id: planId, today, known, actor }) {
    if (command.type === 'DraftPlan') return draft(command, state, planId, known);
    if (state.status === 'none') throw new Refusal('plan-unknown', 'No such plan was drafted.');
    switch (command.type) {
      case 'AddObjective':
        inState(state, 'given an objective', 'draft', 'approved');
        return addObjective(command, state, planId, known);
      case 'ApprovePlan':
        inState(state, 'approved', 'draft');
        requireObjectives(state.objectives);
        return [{ type: 'PlanApproved', data: { planId, by: actor.role } }];
      case 'RevisePlan':
        inState(state, 'revised', 'draft', 'approved');
        return revise(command, state, planId);
      case 'RecordProgress':
        return progress(command, state, planId, today, known);
      case 'CorrectProgress':
        inState(state, 'corrected', 'approved', 'complete');
        return putRight(command, state, planId, known);
      case 'CompletePlan':
        inState(state, 'completed', 'approved');
        if (state.objectives.some((it) => !it.dropped && it.ratings.length === 0))
          throw new Refusal(
            'objective-not-rated',
            'Rate each objective, or drop it by a revision.',
          );
        return [{ type: 'PlanCompleted', data: { planId } }];
      case 'AbandonPlan':
        inState(state, 'abandoned', 'draft', 'approved');
        return [{ type: 'PlanAbandoned', data: { planId, reason: command.reason } }];
    }
  },
};

function draft(
  { subject, title, year }: DraftPlan,
  state: PlanState,
  planId: string,
  { subjectOpen }: PlanKnown,
): PlanEvent[] {
  if (state.status !== 'none') throw new Refusal('plan-exists', 'This plan was drafted before.');
  if (!subjectOpen)
    throw new Refusal(
      'subject-not-open',
      'The school or partnership is not registered, or has closed.',
    );
  return [{ type: 'PlanDrafted', data: { planId, ...ownerOf(subject), title, year } }];
}

const inState = inStateOf('plan');
