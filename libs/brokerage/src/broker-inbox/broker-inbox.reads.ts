import { plusDays } from '#eventing';
import { reads } from '#read-model';
import { brokerInbox } from './broker-inbox.projection.js';

/** `GET /v1/referrals`, one referral, and where it comes from. */
export const brokerInboxReads = reads(brokerInbox, {
  path: 'referrals',
  roles: ['broker'],
  identity: 'referral',
  flags: {
    overdue: {
      says: 'No broker has been in contact, and the last day for it is over',
      when: (today) => ({ state: 'referred', 'contactBy.to': plusDays(today, -1) }),
    },
  },
});
