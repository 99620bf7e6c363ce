import { readsOf } from '#http';
import { openNeeds } from './open-needs.projection.js';

/** `GET /v1/needs`, one need, and where its figures come from. */
export const OpenNeedsController = readsOf(openNeeds, {
  route: 'needs',
  identity: 'need',
  filters: ['urn', 'focusArea', 'state'],
});
