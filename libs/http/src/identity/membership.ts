import type { PointInTime } from '#read-model';

/** Which schools belong to a partnership. The network context knows. */
export abstract class Membership {
  /** The URNs of the members, now or at a past moment; none for an unknown partnership. */
  abstract urnsOf(partnershipId: string, at?: PointInTime): Promise<readonly string[]>;
}
