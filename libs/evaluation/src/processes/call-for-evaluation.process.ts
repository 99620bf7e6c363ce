import { idOf, type Process } from '#eventing';
import type { DeploymentEvent } from '#brokerage';

type Completed = Extract<DeploymentEvent, { type: 'DeploymentCompleted' }>;

/** Support is completed: its evaluation is due. One that was designed before is the one that is called for. */
export const callForEvaluation: Process<Completed> = {
  name: 'evaluation.call-for-evaluation',
  on: {
    DeploymentCompleted: ({ data: { deploymentId, urn, kpiIds, on, costPence } }) => [
      {
        category: 'evaluation.evaluation',
        id: idOf('evaluation', deploymentId),
        command: {
          type: 'CallForEvaluation',
          deploymentId,
          urn,
          kpiIds,
          completedOn: on,
          costPence,
        },
      },
    ],
  },
};
