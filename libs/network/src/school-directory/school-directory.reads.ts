import { roles } from '#eventing';
import { reads } from '#read-model';
import { schoolDirectory } from './school-directory.projection.js';

/** `GET /v1/schools`, one school, and where its figures come from. */
export const schoolDirectoryReads = reads(schoolDirectory, {
  path: 'schools',
  roles,
  identity: 'urn',
});
