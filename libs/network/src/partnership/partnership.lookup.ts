import type { Lookup } from '#eventing';
import { registeredPerson } from '../reference/registered-person.js';
import { schoolStanding } from '../school/standing.js';
import type { PartnershipCommand } from './partnership.commands.js';
import type { PartnershipKnown, PartnershipState } from './partnership-state.js';

/** The standing of a school that is invited, or that signs; the person who is to lead, if the caller may know them. */
export const partnershipLookup: Lookup<
  PartnershipCommand,
  PartnershipState,
  PartnershipKnown
> = async (command, _, reader) => {
  switch (command.type) {
    case 'InviteMember':
    case 'SignCharter':
      return { schoolOpen: (await reader.peek(schoolStanding, command.urn)) === 'open' };
    case 'AppointLead':
      return { registered: await reader.fold(registeredPerson, command.personId) };
    default:
      return {};
  }
};
