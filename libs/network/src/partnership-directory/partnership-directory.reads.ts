import { reads } from '#read-model';
import { partnershipDirectory } from './partnership-directory.projection.js';

/** `GET /v1/partnerships`, one partnership, and where its state comes from. */
export const partnershipDirectoryReads = reads(partnershipDirectory, {
  path: 'partnerships',
  roles: [
    'board',
    'broker',
    'analyst',
    'headteacher',
    'chair',
    'reviewer',
    'evaluator',
    'operator',
    'service',
  ],
  identity: 'partnership',
  filters: ['state', 'place'],
});
