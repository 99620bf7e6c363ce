import { plusDays } from '#eventing';
import { reads } from '#read-model';
import { providerDirectory } from './provider-directory.projection.js';

/** So many days before its end an accreditation is to be renewed. */
const NOTICE_DAYS = 60;

/** `GET /v1/providers`, one provider, and where its figures come from. */
export const providerDirectoryReads = reads(providerDirectory, {
  path: 'providers',
  roles: ['board', 'broker', 'analyst', 'headteacher'],
  identity: 'provider',
  flags: {
    lapsing: {
      says: 'One of its accreditations ends within 60 days, or has ended',
      when: (today) => ({ 'lapsesOn.to': plusDays(today, NOTICE_DAYS) }),
    },
  },
});
