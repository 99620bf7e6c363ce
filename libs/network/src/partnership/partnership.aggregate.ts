import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './partnership.commands.js';
import { partnershipLookup } from './partnership.lookup.js';
import { partnership } from './partnership.js';

/** `POST /v1/partnerships` and one sub-path for each intent. */
export const partnerships = commandsOf(aggregate(partnership, { lookup: partnershipLookup }), {
  route: 'partnerships',
  create: commands.FoundPartnership,
  intents: {
    members: commands.AdmitMember,
    withdrawals: commands.WithdrawMember,
    leads: commands.AppointLead,
    charters: commands.AgreeCharter,
    activation: commands.ActivatePartnership,
  },
  roles: {
    FoundPartnership: ['operator'],
    AdmitMember: ['board', 'broker'],
    WithdrawMember: ['board', 'broker'],
    AppointLead: ['board'],
    AgreeCharter: ['board'],
    ActivatePartnership: ['board'],
  },
});
