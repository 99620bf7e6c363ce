/** Whose something is: that of a school, or else of a partnership. */
export interface Owner {
  readonly urn?: string | undefined;
  readonly partnershipId?: string | undefined;
}

/** Whose it is, as plain data for an event: the one identity that is known. */
export const ownerOf = ({ urn, partnershipId }: Owner): { urn?: string; partnershipId?: string } =>
  urn ? { urn } : partnershipId ? { partnershipId } : {};
