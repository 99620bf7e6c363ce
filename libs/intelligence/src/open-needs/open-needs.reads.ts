import { reads } from '#read-model';
import { openNeeds } from './open-needs.projection.js';

/** `GET /v1/needs`, one need, and where its figures come from. */
export const openNeedsReads = reads(openNeeds, {
  path: 'needs',
  roles: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer', 'evaluator'],
  identity: 'need',
  gone: 'was met or withdrawn',
});
