import { aggregate, ownSchool } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './partnership.commands.js';
import { partnershipAudience } from './partnership-audience.js';
import { partnershipLookup } from './partnership.lookup.js';
import { partnership } from './partnership.js';

const bound = aggregate(partnership, {
  lookup: partnershipLookup,
  audience: partnershipAudience,
});

/** `POST /v1/partnerships` and one sub-path for each intent. */
export const partnerships = commandsOf(bound, {
  route: 'partnerships',
  create: commands.FoundPartnership,
  intents: {
    invitations: commands.InviteMember,
    'invitation-withdrawals': commands.WithdrawInvitation,
    'invitation-declines': commands.DeclineInvitation,
    signatures: commands.SignCharter,
    withdrawals: commands.WithdrawMember,
    leads: commands.AppointLead,
    charters: commands.AgreeCharter,
    activation: commands.ActivatePartnership,
  },
  roles: {
    FoundPartnership: ['operator'],
    InviteMember: ['board', 'broker'],
    WithdrawInvitation: ['board', 'broker'],
    DeclineInvitation: ownSchool(['headteacher', 'chair']),
    SignCharter: ownSchool(['headteacher', 'chair']),
    WithdrawMember: ['board', ...ownSchool(['headteacher', 'chair'])],
    AppointLead: ['board'],
    AgreeCharter: ['board'],
    ActivatePartnership: ['board'],
  },
});
