import type { Fold, Reader } from '#eventing';
import { type PartnershipEvent, schoolStanding, type ProjectionStatus } from '#network';

const partnershipStanding: Fold<PartnershipEvent, ProjectionStatus> = {
  category: 'network.partnership',
  initial: 'unknown',
  evolve: (standing, { type }) => (type === 'PartnershipFounded' ? 'open' : standing),
};

/** The standing of a school, or of a partnership within the caller's grants (else `NotFound`). */
export async function standingOf(
  { urn, partnershipId }: { readonly urn?: string; readonly partnershipId?: string },
  reader: Reader,
): Promise<ProjectionStatus> {
  if (urn) return reader.peek(schoolStanding, urn);
  return partnershipId ? reader.fold(partnershipStanding, partnershipId) : 'unknown';
}
