import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './referral.commands.js';
import { referral } from './referral.js';

/** The referral as the house runs it. */
export const referrals = aggregate(referral);

/** `POST /v1/referrals`, by the id of the need, and what a broker does with one. */
export const ReferralController = commandsOf(referrals, {
  route: 'referrals',
  create: commands.ReferNeed,
  subject: ({ needId }) => needId,
  intents: { acknowledgement: commands.AcknowledgeReferral },
});
