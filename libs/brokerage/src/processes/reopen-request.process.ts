import { type Instruction, plusDays, type Process } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';
import type { ToRequest } from '../support-request/support-request.commands.js';
import type { SupportRequestEvent } from '../support-request/support-request.events.js';

type Heard =
  | Extract<DeploymentEvent, { type: 'DeploymentDeclined' | 'DeploymentTerminated' }>
  | Extract<SupportRequestEvent, { type: 'RequestMatched' }>;

const reopen = ({ data: { requestId, deploymentId } }: { data: Heard['data'] }) =>
  ({
    category: 'brokerage.request',
    id: requestId,
    command: { type: 'ReopenRequest', deploymentId },
  }) satisfies Instruction<ToRequest>;

/**
 * A request waits again when the deployment that answered it came to nothing or ended early, and when it was matched with
 * one that is not agreed in time.
 */
export const reopenRequest: Process<Heard, ToRequest> = {
  name: 'brokerage.reopen-request',
  from: 'beginning',
  on: {
    DeploymentDeclined: (event) => [reopen(event)],
    DeploymentTerminated: (event) => [reopen(event)],
    RequestMatched: (event) => [{ ...reopen(event), notBefore: plusDays(event.data.until, 1) }],
  },
};
