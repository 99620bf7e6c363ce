import type { Process } from '#eventing';
import type { ToReferral } from '../referral/referral.commands.js';
import type { SupportRequestEvent } from '../support-request/support-request.events.js';

/** A need for which support is requested leaves the broker's inbox. */
export const settleReferral: Process<
  Extract<SupportRequestEvent, { type: 'BrokerageRequested' }>,
  ToReferral
> = {
  name: 'brokerage.settle-referral',
  from: 'beginning',
  on: {
    BrokerageRequested: ({ data: { needId, urn, requestId } }) => [
      {
        category: 'brokerage.referral',
        id: needId,
        command: { type: 'SettleReferral', needId, urn, requestId },
      },
    ],
  },
};
