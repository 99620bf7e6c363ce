import { readsOf } from '#http';
import { partnershipDirectory } from './partnership-directory.projection.js';

/** `GET /v1/partnerships`, one partnership, and where its state comes from. */
export const PartnershipDirectoryController = readsOf(partnershipDirectory, {
  route: 'partnerships',
  identity: 'partnership',
  filters: ['state', 'place'],
});
