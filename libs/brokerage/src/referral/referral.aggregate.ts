import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './referral.commands.js';
import { referral } from './referral.js';

/** `POST /v1/referrals`, by the id of the need, and what a broker does with one. */
export const referrals = commandsOf(aggregate(referral), {
  route: 'referrals',
  create: commands.ReferNeed,
  subject: ({ needId }) => needId,
  intents: { acknowledgement: commands.AcknowledgeReferral },
  roles: {
    ReferNeed: ['service'],
    AcknowledgeReferral: ['broker'],
  },
});
