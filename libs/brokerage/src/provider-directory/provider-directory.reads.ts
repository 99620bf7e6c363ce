import { reads } from '#read-model';
import { providerDirectory } from './provider-directory.projection.js';

/** `GET /v1/providers`, one provider, and where its figures come from. */
export const providerDirectoryReads = reads(providerDirectory, {
  path: 'providers',
  roles: ['board', 'broker', 'analyst', 'headteacher'],
  identity: 'provider',
  filters: ['state', 'kind', 'designation', 'homeUrn', 'focusAreas'],
});
