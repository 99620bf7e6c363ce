import { plusDays, type Projection, set, starting } from '#eventing';
import type { ReferralEvent } from '../referral/referral.events.js';
import { InboxReferral } from './broker-inbox.entity.js';

/** A school hears from a broker within so many days. */
const CONTACT_WITHIN_DAYS = 7;

/** Which validated needs wait for a broker, and until when may they? */
export const brokerInbox: Projection<ReferralEvent, InboxReferral> = {
  name: 'brokerage.broker-inbox',
  version: 1,
  entity: InboxReferral,
  key: ({ data }) => `referral:${data.referralId}`,
  on: {
    NeedReferred: starting(({ data, occurredOn }) => ({
      scope: [`urn:${data.urn}`],
      referralId: data.referralId,
      needId: data.needId,
      urn: data.urn,
      focusArea: data.focusArea,
      severity: data.severity,
      state: 'referred',
      referredOn: occurredOn,
      contactBy: plusDays(occurredOn, CONTACT_WITHIN_DAYS),
    })),
    ReferralAcknowledged: set(({ occurredOn }) => ({
      state: 'acknowledged',
      acknowledgedOn: occurredOn,
    })),
    ReferralSettled: set(({ data: { requestId } }) => ({ state: 'settled', requestId })),
  },
};
