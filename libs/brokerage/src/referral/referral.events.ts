import type { Catalogue, Event, Word } from '#eventing';
import type { NeedId, ReferralId, RequestId, Urn } from '#network';

/** The events of one referral: a validated need in the broker's inbox. */
export type ReferralEvent =
  | Event<
      'NeedReferred',
      { referralId: ReferralId; needId: NeedId; urn: Urn; focusArea: Word; severity: number }
    >
  | Event<'ReferralAcknowledged', { referralId: ReferralId; needId: NeedId; by: string }>
  | Event<
      'ReferralSettled',
      { referralId: ReferralId; needId: NeedId; urn: Urn; requestId: RequestId }
    >;

/** Versions of the events of a referral. */
export const referralEvents: Catalogue<ReferralEvent> = {
  NeedReferred: 1,
  ReferralAcknowledged: 1,
  ReferralSettled: 1,
};
