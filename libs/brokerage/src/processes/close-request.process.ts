import type { Process } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';

/** A request is closed with the deployment that answered it. */
export const closeRequest: Process<Extract<DeploymentEvent, { type: 'DeploymentClosed' }>> = {
  name: 'brokerage.close-request',
  on: {
    DeploymentClosed: ({ data: { requestId } }) => [
      { category: 'brokerage.request', id: requestId, command: { type: 'CloseRequest' } },
    ],
  },
};
