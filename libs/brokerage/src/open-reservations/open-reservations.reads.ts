import { plusDays } from '#eventing';
import { reads } from '#read-model';
import { providerDirectoryReads } from '../provider-directory/provider-directory.reads.js';
import { openReservations } from './open-reservations.projection.js';

/** `GET /v1/providers/{id}/reservations`: the days of a provider that are held, each by its deployment. */
export const openReservationsReads = reads(openReservations, {
  path: 'reservations',
  identity: 'deployment',
  within: providerDirectoryReads,
  flags: {
    overdue: {
      says: 'The deployment had to follow by a day that is over',
      when: (today) => ({ 'until.to': plusDays(today, -1) }),
    },
  },
});
