import { readsOf } from '#http';
import { deploymentTracker } from './deployment-tracker.projection.js';

/** `GET /v1/deployments`, one deployment, and where its figures come from. */
export const DeploymentTrackerController = readsOf(deploymentTracker, {
  route: 'deployments',
  identity: 'deployment',
  filters: [
    'state',
    'urn',
    'homeUrn',
    'leaderId',
    'requestId',
    'needId',
    'focusArea',
    'rag',
    'awaiting',
    'judged',
  ],
});
