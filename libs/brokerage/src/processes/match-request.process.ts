import type { Process } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';
import type { ToRequest } from '../support-request/support-request.commands.js';

/** The request is matched once its deployment is agreed; the agreement claimed it first, so this confirms. */
export const matchRequest: Process<
  Extract<DeploymentEvent, { type: 'DeploymentAgreed' }>,
  ToRequest
> = {
  name: 'brokerage.match-request',
  from: 'beginning',
  on: {
    DeploymentAgreed: ({ data: { requestId, deploymentId } }) => [
      {
        category: 'brokerage.request',
        id: requestId,
        command: { type: 'MatchRequest', deploymentId },
      },
    ],
  },
};
