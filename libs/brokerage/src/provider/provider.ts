import { type Context, type Decider, Refusal } from '#eventing';
import { refuseReversed, windowOf } from '../calendar/window.js';
import type { DeploymentStanding } from '../deployment/standing.js';
import { declare, limit, release, reserve } from './booking.js';
import type {
  DeclareInterest,
  ProviderCommand,
  RegisterProvider,
  ToProvider,
} from './provider.commands.js';
import { providerEvents, type InterestIn, type ProviderEvent } from './provider.events.js';
import { evolveProvider, type ProviderState } from './provider-state.js';

/** What the rules of a provider must know of other streams. */
export interface ProviderKnown {
  /** Whether the home school is registered and open. */
  readonly homeOpen?: boolean;
  /** Whether the register holds the person. */
  readonly registered?: boolean;
  /** What the named deployment still holds. */
  readonly deployment?: Pick<DeploymentStanding, 'holdsHalfDays' | 'over'>;
}

/** A leader or organisation that can be deployed. Days never exceed those declared, nor deployments the limit. */
export const provider: Decider<ProviderCommand, ProviderEvent, ProviderState, ProviderKnown> = {
  category: 'brokerage.provider' satisfies keyof ToProvider,
  identity: 'provider',
  events: providerEvents,
  initial: { status: 'none' },
  evolve: evolveProvider,

  decide(command, state, context) {
    const { id: providerId, today, known } = context;
    if (command.type === 'RegisterProvider') return register(command, state, context);
    if (state.status === 'none')
      throw new Refusal('provider-unknown', 'No such provider was registered.');
    switch (command.type) {
      case 'AccreditProvider': {
        const { focusArea, by, until } = command;
        if (until < today)
          throw new Refusal('accreditation-expired', `The accreditation ended on ${until}.`);
        return [{ type: 'ExpertiseAccredited', data: { providerId, focusArea, by, until } }];
      }
      case 'LapseAccreditation': {
        const { focusArea } = command;
        if (state.accredited[focusArea] === undefined) return [];
        return [{ type: 'AccreditationLapsed', data: { providerId, focusArea } }];
      }
      case 'DeclareCapacity':
        return declare(state, command, providerId);
      case 'ReserveDays':
        return reserve(state, command, context);
      case 'ReleaseDays':
        return release(
          state,
          command,
          context,
          known.deployment ?? { holdsHalfDays: 0, over: false },
        );
      case 'PublishAvailability':
        command.windows.forEach(refuseReversed);
        return [
          {
            type: 'AvailabilityPublished',
            data: { providerId, windows: command.windows.map(windowOf) },
          },
        ];
      case 'DeclareInterest':
        return declareInterest(command, providerId);
      case 'SetLimits':
        return limit(state, command, providerId);
      case 'SuspendProvider':
        if (state.status === 'suspended') return [];
        return [{ type: 'ProviderSuspended', data: { providerId, reason: command.reason } }];
      case 'ReinstateProvider':
        if (state.status === 'active') return [];
        return [{ type: 'ProviderReinstated', data: { providerId } }];
    }
  },
};

function register(
  { kind, designation, personId, organisation, homeUrn, phases }: RegisterProvider,
  { status }: ProviderState,
  { id: providerId, known }: Context<ProviderKnown>,
): ProviderEvent[] {
  if (status !== 'none')
    throw new Refusal('provider-exists', 'This provider was registered before.');
  if (kind === 'leader' && !personId)
    throw new Refusal('leader-without-person', 'A leader is registered with the id of a person.');
  if (kind === 'organisation' && !organisation)
    throw new Refusal('organisation-without-name', 'An organisation is registered with its name.');
  if (!known.homeOpen)
    throw new Refusal('school-not-open', `School ${homeUrn} is not registered, or has closed.`);
  if (kind === 'leader' && !known.registered)
    throw new Refusal('person-unknown', 'The register holds no such person: register them first.');
  const whom = kind === 'leader' ? { personId } : { organisation };
  const data = { providerId, kind, designation, ...whom, homeUrn, phases: [...phases] };
  return [{ type: 'ProviderRegistered', data }];
}

function declareInterest(
  { urn, trust, kind, until }: DeclareInterest,
  providerId: string,
): ProviderEvent[] {
  const places: InterestIn[] = [
    ...(urn ? [`urn:${urn}` as const] : []),
    ...(trust ? [`trust:${trust}` as const] : []),
  ];
  const [place] = places;
  if (!place || places.length > 1)
    throw new Refusal('interest-in-one', 'Name either a school (urn) or a trust, one of them.');
  const data = { providerId, with: place, kind };
  return [{ type: 'InterestDeclared', data: until ? { ...data, until } : data }];
}
