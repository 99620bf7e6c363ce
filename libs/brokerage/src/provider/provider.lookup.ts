import type { Lookup } from '#eventing';
import { registeredPerson, schoolStanding } from '#network';
import { deployment } from '../deployment/deployment.js';
import { standingOf } from '../deployment/standing.js';
import type { ProviderCommand } from './provider.commands.js';
import type { ProviderKnown } from './provider.js';
import type { ProviderState } from './provider-state.js';

/** The home school and the person when a provider is registered; the deployment when its days are released. */
export const providerLookup: Lookup<ProviderCommand, ProviderState, ProviderKnown> = async (
  command,
  _,
  reader,
) => {
  switch (command.type) {
    case 'RegisterProvider':
      return {
        homeOpen: (await reader.peek(schoolStanding, command.homeUrn)) === 'open',
        ...(command.personId
          ? { registered: await reader.fold(registeredPerson, command.personId) }
          : {}),
      };
    case 'ReleaseDays':
      return { deployment: standingOf(await reader.peek(deployment, command.deploymentId)) };
    default:
      return {};
  }
};
