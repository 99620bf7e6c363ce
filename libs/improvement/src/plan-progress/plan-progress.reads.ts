import { reads } from '#read-model';
import { planProgress } from './plan-progress.projection.js';

/** `GET /v1/plans`, one plan, and the events behind it. */
export const planProgressReads = reads(planProgress, {
  path: 'plans',
  roles: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer', 'evaluator'],
  identity: 'plan',
});
