import { change, plusDays, type Projection } from '#eventing';
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
    NeedReferred: (_, { data, occurredOn }, key) => ({
      key,
      scope: [`urn:${data.urn}`],
      referralId: data.referralId,
      needId: data.needId,
      urn: data.urn,
      focusArea: data.focusArea,
      severity: data.severity,
      state: 'referred',
      referredOn: occurredOn,
      contactBy: plusDays(occurredOn, CONTACT_WITHIN_DAYS),
      acknowledgedOn: null,
      requestId: null,
    }),
    ReferralAcknowledged: change((row, { occurredOn }) => ({
      ...row,
      state: 'acknowledged',
      acknowledgedOn: occurredOn,
    })),
    ReferralSettled: change((row, { data: { requestId } }) => ({
      ...row,
      state: 'settled',
      requestId,
    })),
  },
};
