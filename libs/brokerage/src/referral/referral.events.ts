import type { Catalogue, Fact } from '#eventing';
import type { FocusArea, NeedId, ReferralId, RequestId, Urn } from '#network';

/** The facts of one referral: a validated need in the broker's inbox. */
export type ReferralEvent =
  | Fact<
      'NeedReferred',
      { referralId: ReferralId; needId: NeedId; urn: Urn; focusArea: FocusArea; severity: number }
    >
  | Fact<'ReferralAcknowledged', { referralId: ReferralId; needId: NeedId; by: string }>
  | Fact<
      'ReferralSettled',
      { referralId: ReferralId; needId: NeedId; urn: Urn; requestId: RequestId }
    >;

/** Versions of the facts of a referral. */
export const referralEvents: Catalogue<ReferralEvent> = {
  NeedReferred: 1,
  ReferralAcknowledged: 1,
  ReferralSettled: 1,
};
