import type { Lookup } from '#eventing';
import { schoolStanding } from '../school/standing.js';
import type { PartnershipCommand } from './partnership.commands.js';
import type { PartnershipKnown, PartnershipState } from './partnership.js';

/** The standing of a school that is to be admitted. */
export const partnershipLookup: Lookup<
  PartnershipCommand,
  PartnershipState,
  PartnershipKnown
> = async (command, _, reader) =>
  command.type === 'AdmitMember'
    ? { schoolOpen: (await reader.peek(schoolStanding, command.urn)) === 'open' }
    : {};
