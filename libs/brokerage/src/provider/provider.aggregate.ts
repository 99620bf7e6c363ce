import { aggregate, ownSchool } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './provider.commands.js';
import { providerLookup } from './provider.lookup.js';
import { provider } from './provider.js';

/** `POST /v1/providers` and one sub-path for each intent. */
export const providers = commandsOf(aggregate(provider, { lookup: providerLookup }), {
  route: 'providers',
  create: commands.RegisterProvider,
  intents: {
    accreditations: commands.AccreditProvider,
    lapses: commands.LapseAccreditation,
    capacity: commands.DeclareCapacity,
    reservations: commands.ReserveDays,
    releases: commands.ReleaseDays,
    availability: commands.PublishAvailability,
    interests: commands.DeclareInterest,
    limits: commands.SetLimits,
    suspension: commands.SuspendProvider,
    reinstatement: commands.ReinstateProvider,
  },
  roles: {
    RegisterProvider: ['broker'],
    AccreditProvider: ['broker'],
    LapseAccreditation: ['broker', 'service'],
    DeclareCapacity: ['broker', ...ownSchool(['headteacher'], 'homeUrn')],
    ReserveDays: ['service'],
    ReleaseDays: ['service'],
    PublishAvailability: ['broker', ...ownSchool(['headteacher'], 'homeUrn')],
    DeclareInterest: ['broker', ...ownSchool(['headteacher'], 'homeUrn')],
    SetLimits: ['broker', ...ownSchool(['headteacher'], 'homeUrn')],
    SuspendProvider: ['board', 'broker'],
    ReinstateProvider: ['board', 'broker'],
  },
});
