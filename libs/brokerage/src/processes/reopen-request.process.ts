import type { Process } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';

type Ended = Extract<DeploymentEvent, { type: 'DeploymentDeclined' | 'DeploymentTerminated' }>;

const reopen = ({ data: { requestId, deploymentId } }: { data: Ended['data'] }) => [
  {
    category: 'brokerage.request',
    id: requestId,
    command: { type: 'ReopenRequest', deploymentId },
  },
];

/** A request waits again when the deployment that answered it came to nothing, or ended early. */
export const reopenRequest: Process<Ended> = {
  name: 'brokerage.reopen-request',
  on: { DeploymentDeclined: reopen, DeploymentTerminated: reopen },
};
