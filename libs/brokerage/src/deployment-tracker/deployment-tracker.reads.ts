import { plusDays } from '#eventing';
import { reads } from '#read-model';
import { leader } from './leader.reads.js';
import { deploymentTracker } from './deployment-tracker.projection.js';

/** `GET /v1/deployments`, one deployment, and where its figures come from. */
export const deploymentTrackerReads = reads(deploymentTracker, {
  path: 'deployments',
  roles: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'evaluator'],
  identity: 'deployment',
  names: { leader },
  flags: {
    late: {
      says: 'Its last day is over and it has not ended',
      when: (today) => ({
        state: ['agreed', 'active', 'paused'],
        'windowTo.to': plusDays(today, -1),
      }),
    },
  },
});
