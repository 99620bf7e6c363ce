import { reads } from '#read-model';
import { deploymentTracker } from './deployment-tracker.projection.js';

/** `GET /v1/deployments`, one deployment, and where its figures come from. */
export const deploymentTrackerReads = reads(deploymentTracker, {
  path: 'deployments',
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
