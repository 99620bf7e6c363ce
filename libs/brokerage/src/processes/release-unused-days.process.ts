import type { Instruction, Process } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';
import type { ToProvider } from '../provider/provider.commands.js';

type Ended = Extract<
  DeploymentEvent,
  {
    type: 'DeploymentDeclined' | 'DeploymentTerminated' | 'DeploymentCompleted' | 'VisitCorrected';
  }
>;

const release = (
  { leaderId, deploymentId }: Ended['data'],
  halfDays: number,
  why: string,
): Instruction<ToProvider> => ({
  category: 'brokerage.provider',
  id: leaderId,
  command: { type: 'ReleaseDays', deploymentId, halfDays, why },
});

/** Days that a deployment did not use go back to its provider when it is over. */
export const releaseUnusedDays: Process<Ended, ToProvider> = {
  name: 'brokerage.release-unused-days',
  from: 'beginning',
  on: {
    DeploymentDeclined: ({ data }) => [release(data, data.halfDaysUnused, 'declined')],
    DeploymentTerminated: ({ data }) => [release(data, data.halfDaysUnused, 'terminated')],
    DeploymentCompleted: ({ data }) => [release(data, data.halfDaysUnused, 'completed')],
    VisitCorrected: ({ data }) =>
      data.halfDaysFreed > 0 ? [release(data, data.halfDaysFreed, 'corrected')] : [],
  },
};
