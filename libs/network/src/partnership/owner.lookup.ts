import type { Fold, Reader } from '#eventing';
import type { Owner } from '../reference/owner.js';
import { schoolStanding, type Standing } from '../school/standing.js';
import type { PartnershipEvent } from './partnership.events.js';

const partnershipStanding: Fold<PartnershipEvent, Standing> = {
  category: 'network.partnership',
  initial: 'unknown',
  evolve: (standing, { type }) => (type === 'PartnershipFounded' ? 'open' : standing),
};

/** The standing of a school, or of a partnership within the caller's grants (else `NotFound`). */
export async function standingOf({ urn, partnershipId }: Owner, reader: Reader): Promise<Standing> {
  if (urn) return reader.peek(schoolStanding, urn);
  return partnershipId ? reader.fold(partnershipStanding, partnershipId) : 'unknown';
}
