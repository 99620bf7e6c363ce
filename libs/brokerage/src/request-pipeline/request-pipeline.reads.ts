import { reads } from '#read-model';
import { requestPipeline } from './request-pipeline.projection.js';

/** `GET /v1/support-requests`, one request, and where it comes from. */
export const requestPipelineReads = reads(requestPipeline, {
  path: 'support-requests',
  roles: ['board', 'broker', 'analyst', 'headteacher', 'chair'],
  identity: 'request',
  flags: {
    late: {
      says: 'The first day wanted has come and nobody is matched',
      when: (today) => ({ state: ['raised', 'triaged', 'funded'], 'windowFrom.to': today }),
    },
  },
});
