import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './plan.commands.js';
import { planLookup } from './plan.lookup.js';
import { plan } from './plan.js';

/** `POST /v1/plans` and one sub-path for each intent. */
export const plans = commandsOf(aggregate(plan, { lookup: planLookup }), {
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
  roles: {
    DraftPlan: ['board', 'broker', 'headteacher'],
    AddObjective: ['board', 'broker', 'headteacher'],
    ApprovePlan: ['board', 'chair'],
    RevisePlan: ['board', 'broker', 'headteacher'],
    RecordProgress: ['board', 'broker', 'headteacher'],
    CorrectProgress: ['board', 'broker', 'headteacher'],
    CompletePlan: ['board', 'headteacher', 'chair'],
    AbandonPlan: ['board', 'headteacher', 'chair'],
  },
});
