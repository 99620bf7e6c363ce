import type { Instruction, Process } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';
import type { ToRequest } from '../support-request/support-request.commands.js';

type Ended = Extract<DeploymentEvent, { type: 'DeploymentDeclined' | 'DeploymentTerminated' }>;

const reopen = ({
  data: { requestId, deploymentId },
}: {
  data: Ended['data'];
}): Instruction<ToRequest>[] => [
  {
    category: 'brokerage.request',
    id: requestId,
    command: { type: 'ReopenRequest', deploymentId },
  },
];

/** A request waits again when the deployment that answered it came to nothing, or ended early. */
export const reopenRequest: Process<Ended, ToRequest> = {
  name: 'brokerage.reopen-request',
  from: 'beginning',
  on: { DeploymentDeclined: reopen, DeploymentTerminated: reopen },
};
