import { aggregate, ownSchool, partnershipItself } from '#eventing';
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
    DraftPlan: ['board', 'broker', ...ownSchool(['headteacher'])],
    AddObjective: ['board', 'broker', ...ownSchool(['headteacher'])],
    ApprovePlan: [...partnershipItself('board'), ...ownSchool(['chair'])],
    RevisePlan: ['board', 'broker', ...ownSchool(['headteacher'])],
    RecordProgress: ['board', 'broker', ...ownSchool(['headteacher'])],
    CorrectProgress: ['board', 'broker', ...ownSchool(['headteacher'])],
    CompletePlan: ['board', ...ownSchool(['headteacher', 'chair'])],
    AbandonPlan: ['board', ...ownSchool(['headteacher', 'chair'])],
  },
});
