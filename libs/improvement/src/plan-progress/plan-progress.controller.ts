import { readsOf } from '#http';
import { planProgress } from './plan-progress.projection.js';

/** `GET /v1/plans`, one plan, and the facts behind it. */
export const PlanProgressController = readsOf(planProgress, {
  route: 'plans',
  identity: 'plan',
  filters: ['urn', 'partnershipId', 'year', 'state'],
});
