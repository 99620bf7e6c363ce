import type { Process } from '#eventing';
import type { NeedEvent } from '#intelligence';

/** A validated need goes to the broker's inbox. */
export const referValidatedNeed: Process<Extract<NeedEvent, { type: 'NeedValidated' }>> = {
  name: 'brokerage.refer-validated-need',
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
