import type { Lookup } from '#eventing';
import { schoolStanding } from '../school/standing.js';
import type { PartnershipCommand } from './partnership.commands.js';
import type { PartnershipKnown, PartnershipState } from './partnership-state.js';

/** The standing of a school that is invited, or that signs. */
export const partnershipLookup: Lookup<
  PartnershipCommand,
  PartnershipState,
  PartnershipKnown
> = async (command, _, reader) =>
  command.type === 'InviteMember' || command.type === 'SignCharter'
    ? { schoolOpen: (await reader.peek(schoolStanding, command.urn)) === 'open' }
    : {};
