import type { Process } from '#eventing';
import type { NeedEvent } from '#intelligence';
import type { ToReferral } from '../referral/referral.commands.js';

/** A validated need goes to the broker's inbox. */
export const referValidatedNeed: Process<
  Extract<NeedEvent, { type: 'NeedValidated' }>,
  ToReferral
> = {
  name: 'brokerage.refer-validated-need',
  from: 'beginning',
  on: {
    NeedValidated: ({ data: { needId, urn, focusArea, severity } }) => [
      {
        category: 'brokerage.referral',
        id: needId,
        command: { type: 'ReferNeed', needId, urn, focusArea, severity },
      },
    ],
  },
};
