import { plusDays, roles } from '#eventing';
import { reads } from '#read-model';
import { partnershipDirectory } from './partnership-directory.projection.js';

/** So many days before its end a charter is to be agreed anew. */
const NOTICE_DAYS = 90;

/** `GET /v1/partnerships`, one partnership, and where it comes from. */
export const partnershipDirectoryReads = reads(partnershipDirectory, {
  path: 'partnerships',
  roles,
  identity: 'partnership',
  flags: {
    lapsing: {
      says: 'Its charter ends within 90 days, or has ended',
      when: (today) => ({ 'charterUntil.to': plusDays(today, NOTICE_DAYS) }),
    },
  },
});
