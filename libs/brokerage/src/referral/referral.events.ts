import type { Catalogue, Fact, Id } from '#eventing';
import type { FocusArea, Urn } from '#network';

/** The facts of one referral: a validated need in the broker's inbox. */
export type ReferralEvent =
  | Fact<
      'NeedReferred',
      { referralId: Id; needId: Id; urn: Urn; focusArea: FocusArea; severity: number }
    >
  | Fact<'ReferralAcknowledged', { referralId: Id; needId: Id; by: string }>
  | Fact<'ReferralSettled', { referralId: Id; needId: Id; urn: Urn; requestId: Id }>;

const referral = (d: { referralId: string; needId: string }) => [
  `referral:${d.referralId}`,
  `need:${d.needId}`,
];

/** Versions and identities of the facts of a referral. */
export const referralEvents: Catalogue<ReferralEvent> = {
  NeedReferred: { version: 1, about: (d) => [...referral(d), `urn:${d.urn}`] },
  ReferralAcknowledged: { version: 1, about: referral },
  ReferralSettled: {
    version: 1,
    about: (d) => [...referral(d), `urn:${d.urn}`, `request:${d.requestId}`],
  },
};
