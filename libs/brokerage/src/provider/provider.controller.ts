import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './provider.commands.js';
import { providerLookup } from './provider.lookup.js';
import { provider } from './provider.js';

/** The provider as the house runs it. */
export const providers = aggregate(provider, { lookup: providerLookup });

/** `POST /v1/providers` and one sub-path for each intent. */
export const ProviderController = commandsOf(providers, {
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
});
