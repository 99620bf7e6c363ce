import { reads } from '#read-model';
import { requestPipeline } from './request-pipeline.projection.js';

/** `GET /v1/support-requests`, one request, and where it comes from. */
export const requestPipelineReads = reads(requestPipeline, {
  path: 'support-requests',
  roles: ['board', 'broker', 'analyst', 'headteacher', 'chair'],
  identity: 'request',
  filters: ['state', 'priority', 'urn', 'focusArea', 'needId'],
});
