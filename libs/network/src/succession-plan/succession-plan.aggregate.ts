import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import { keyRoles } from './key-role.js';
import * as commands from './succession-plan.commands.js';
import { successionPlanLookup } from './succession-plan.lookup.js';
import { successionPlan } from './succession-plan.js';

/** `POST /v1/succession-plans` and one sub-path for each intent; a plan's id is `<partnershipId>.<role>`. */
export const successionPlans = commandsOf(
  aggregate(successionPlan, { lookup: successionPlanLookup }),
  {
    route: 'succession-plans',
    create: commands.IdentifyRole,
    subject: ({ partnershipId, role }: commands.IdentifyRole) => `${partnershipId}.${role}`,
    id: new RegExp(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.(${keyRoles.join('|')})$`),
    intents: {
      successors: commands.NameSuccessor,
      vacancies: commands.RecordVacancy,
      appointments: commands.FillVacancy,
      prompts: commands.PromptVacancy,
    },
    roles: {
      IdentifyRole: ['board'],
      NameSuccessor: ['board'],
      RecordVacancy: ['board', 'broker'],
      FillVacancy: ['board'],
      PromptVacancy: ['service'],
    },
  },
);
