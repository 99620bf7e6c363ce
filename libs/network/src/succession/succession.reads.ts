import { plusDays } from '#eventing';
import { reads } from '#read-model';
import { partnershipDirectoryReads } from '../partnership-directory/partnership-directory.reads.js';
import { VACANT_FOR_DAYS } from '../succession-plan/key-role.js';
import { succession } from './succession.projection.js';

/** `GET /v1/partnerships/{id}/succession`, one role of it, and where that comes from. */
export const successionReads = reads(succession, {
  path: 'succession',
  roles: ['board', 'broker'],
  identity: 'role',
  within: partnershipDirectoryReads,
  flags: {
    overdue: {
      says: 'It has been vacant for a term (13 weeks)',
      when: (today) => ({ 'vacantSince.to': plusDays(today, -VACANT_FOR_DAYS) }),
    },
  },
});
