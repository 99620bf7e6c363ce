import { HELD_FOR_DAYS, type Reservation } from '#eventing';
import type { ReserveDays } from '../provider/provider.commands.js';
import { extended } from './delivery.js';
import type { DeploymentCommand } from './deployment.commands.js';
import type { DeploymentState } from './deployment-state.js';
import type { DeploymentKnown } from './rules.js';

/** The days are reserved before a proposal or an extension is recorded, and the request matched before an agreement. */
export const deploymentReservations = (
  command: DeploymentCommand,
  state: DeploymentState,
  deploymentId: string,
  { request }: DeploymentKnown,
): readonly Reservation[] => {
  switch (command.type) {
    case 'ProposeDeployment': {
      const { leaderId, halfDays, window } = command;
      if (!request) return [];
      const { focusArea } = request;
      return [reserved(leaderId, { deploymentId, focusArea, halfDays, window })];
    }
    case 'ExtendDeployment': {
      if (state.status === 'none') return [];
      const { leaderId, focusArea } = state;
      const window = extended(state, command.to);
      return [reserved(leaderId, { deploymentId, focusArea, halfDays: command.halfDays, window })];
    }
    case 'AgreeDeployment': {
      if (state.status === 'none') return [];
      const answered = { category: 'brokerage.request', id: state.requestId };
      return [
        {
          take: (until) => ({
            ...answered,
            command: { type: 'MatchRequest', deploymentId, until },
          }),
          giveBack: { ...answered, command: { type: 'ReopenRequest', deploymentId } },
          releaseAfter: HELD_FOR_DAYS,
        },
      ];
    }
    default:
      return [];
  }
};

function reserved(providerId: string, days: Omit<ReserveDays, 'type' | 'until'>): Reservation {
  const { deploymentId, focusArea, halfDays, window } = days;
  const provider = { category: 'brokerage.provider', id: providerId };
  const release = { type: 'ReleaseDays', deploymentId, halfDays, why: 'not-followed' };
  return {
    take: (until) => ({
      ...provider,
      command: { type: 'ReserveDays', deploymentId, focusArea, halfDays, window, until },
    }),
    giveBack: { ...provider, command: release },
    releaseAfter: HELD_FOR_DAYS,
  };
}
