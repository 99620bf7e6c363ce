import type { Process } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';

/** The request is matched once its deployment is agreed; the agreement claimed it first, so this confirms. */
export const matchRequest: Process<Extract<DeploymentEvent, { type: 'DeploymentAgreed' }>> = {
  name: 'brokerage.match-request',
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
