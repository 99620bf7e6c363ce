import { reads } from '#read-model';
import { deploymentTracker } from './deployment-tracker.projection.js';

/** `GET /v1/deployments`, one deployment, and where its figures come from. */
export const deploymentTrackerReads = reads(deploymentTracker, {
  path: 'deployments',
  roles: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'evaluator'],
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
