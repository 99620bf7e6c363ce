import type { Process } from '#eventing';
import { promptedFrom } from '../succession-plan/key-role.js';
import type { ToSuccessionPlan } from '../succession-plan/succession-plan.commands.js';
import type { SuccessionPlanEvent } from '../succession-plan/succession-plan.events.js';

/** A partnership is prompted when a key role has been vacant for a term. */
export const promptVacancy: Process<
  Extract<SuccessionPlanEvent, { type: 'KeyRoleVacated' }>,
  ToSuccessionPlan
> = {
  name: 'network.prompt-vacancy',
  from: 'beginning',
  on: {
    KeyRoleVacated: ({ data: { successionId, vacancy, on } }) => [
      {
        category: 'network.succession',
        id: successionId,
        command: { type: 'PromptVacancy', vacancy },
        notBefore: promptedFrom(on),
      },
    ],
  },
};
