import type { Process } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';
import type { ToRequest } from '../support-request/support-request.commands.js';

/** A request is closed with the deployment that answered it. */
export const closeRequest: Process<
  Extract<DeploymentEvent, { type: 'DeploymentClosed' }>,
  ToRequest
> = {
  name: 'brokerage.close-request',
  from: 'beginning',
  on: {
    DeploymentClosed: ({ data: { requestId } }) => [
      { category: 'brokerage.request', id: requestId, command: { type: 'CloseRequest' } },
    ],
  },
};
