import { plusDays, type Process } from '#eventing';
import type { ToProvider } from '../provider/provider.commands.js';
import type { ProviderEvent } from '../provider/provider.events.js';

/** Days that were reserved for a deployment that never followed go back after their last day. */
export const releaseOrphanedReservations: Process<
  Extract<ProviderEvent, { type: 'DaysReserved' }>,
  ToProvider
> = {
  name: 'brokerage.release-orphaned-reservations',
  from: 'beginning',
  on: {
    DaysReserved: ({ data: { providerId, deploymentId, halfDays, until } }) => [
      {
        category: 'brokerage.provider',
        id: providerId,
        command: { type: 'ReleaseDays', deploymentId, halfDays, why: 'expired' },
        notBefore: plusDays(until, 1),
      },
    ],
  },
};
