import { readsOf } from '#http';
import { brokerInbox } from './broker-inbox.projection.js';

/** `GET /v1/referrals`, one referral, and where it comes from. */
export const BrokerInboxController = readsOf(brokerInbox, {
  route: 'referrals',
  identity: 'referral',
  filters: ['state', 'urn', 'focusArea', 'severity'],
});
