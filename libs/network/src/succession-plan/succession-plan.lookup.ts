import type { Fold, Lookup } from '#eventing';
import type { PartnershipEvent } from '../partnership/partnership.events.js';
import { registeredPerson } from '../reference/registered-person.js';
import type { SuccessionPlanCommand } from './succession-plan.commands.js';
import type { SuccessionPlanKnown, SuccessionPlanState } from './succession-plan.js';

const founded: Fold<PartnershipEvent, boolean> = {
  category: 'network.partnership',
  initial: false,
  evolve: (before, { type }) => before || type === 'PartnershipFounded',
};

/** The partnership when a role is identified; the person who is to take it, if the caller may know them. */
export const successionPlanLookup: Lookup<
  SuccessionPlanCommand,
  SuccessionPlanState,
  SuccessionPlanKnown
> = async (command, _, reader) => {
  switch (command.type) {
    case 'IdentifyRole':
      return { founded: await reader.fold(founded, command.partnershipId) };
    case 'NameSuccessor':
    case 'FillVacancy':
      return { registered: await reader.fold(registeredPerson, command.personId) };
    default:
      return {};
  }
};
