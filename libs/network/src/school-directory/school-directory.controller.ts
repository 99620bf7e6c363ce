import { readsOf } from '#http';
import { schoolDirectory } from './school-directory.projection.js';

/** `GET /v1/schools`, one school, and where its figures come from. */
export const SchoolDirectoryController = readsOf(schoolDirectory, {
  route: 'schools',
  identity: 'urn',
  filters: ['la', 'phase', 'status', 'type'],
});
