import { readsOf } from '#http';
import { requestPipeline } from './request-pipeline.projection.js';

/** `GET /v1/support-requests`, one request, and where it comes from. */
export const RequestPipelineController = readsOf(requestPipeline, {
  route: 'support-requests',
  identity: 'request',
  filters: ['state', 'priority', 'urn', 'focusArea', 'needId'],
});
