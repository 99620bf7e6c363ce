import { readsOf } from '#http';
import { providerDirectory } from './provider-directory.projection.js';

/** `GET /v1/providers`, one provider, and where its figures come from. */
export const ProviderDirectoryController = readsOf(providerDirectory, {
  route: 'providers',
  identity: 'provider',
  filters: ['state', 'kind', 'designation', 'homeUrn', 'focusAreas'],
});
