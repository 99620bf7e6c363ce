import { reads } from '#read-model';
import { brokerInbox } from './broker-inbox.projection.js';

/** `GET /v1/referrals`, one referral, and where it comes from. */
export const brokerInboxReads = reads(brokerInbox, {
  path: 'referrals',
  roles: ['broker'],
  identity: 'referral',
  filters: ['state', 'urn', 'focusArea', 'severity'],
});
