import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './plan.commands.js';
import { planLookup } from './plan.lookup.js';
import { plan } from './plan.js';

/** The plan as the house runs it. */
export const plans = aggregate(plan, { lookup: planLookup });

/** `POST /v1/plans` and one sub-path for each intent. */
export const PlanController = commandsOf(plans, {
  route: 'plans',
  create: commands.DraftPlan,
  intents: {
    objectives: commands.AddObjective,
    approval: commands.ApprovePlan,
    revisions: commands.RevisePlan,
    progress: commands.RecordProgress,
    corrections: commands.CorrectProgress,
    completion: commands.CompletePlan,
    abandonment: commands.AbandonPlan,
  },
});
