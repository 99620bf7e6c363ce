import { idOf, type Process } from '#eventing';
import type { DeploymentEvent } from '#brokerage';
import type { ToEvaluation } from '../evaluation/evaluation-state.js';

type Completed = Extract<DeploymentEvent, { type: 'DeploymentCompleted' }>;

/** Support is completed: its evaluation is due. One that was designed before is the one that is called for. */
export const callForEvaluation: Process<Completed, ToEvaluation> = {
  name: 'evaluation.call-for-evaluation',
  from: 'beginning',
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
