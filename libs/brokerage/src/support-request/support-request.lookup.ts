import type { Fold, Lookup } from '#eventing';
import type { NeedEvent } from '#intelligence';
import { deployment } from '../deployment/deployment.js';
import { standingOf } from '../deployment/standing.js';
import type { SupportRequestCommand } from './support-request.commands.js';
import type { NeedStanding, SupportRequestKnown } from './support-request.js';
import type { SupportRequestState } from './support-request-state.js';

/** Where a need stands, from its own events. */
const needStanding: Fold<NeedEvent, NeedStanding> = {
  category: 'intelligence.need',
  initial: { status: 'unknown' },
  evolve(state, { type, data }) {
    switch (type) {
      case 'NeedIdentified':
        return { status: 'identified', urn: data.urn, focusArea: data.focusArea };
      case 'NeedValidated':
      case 'NeedReleased':
        return { ...state, status: 'validated' };
      case 'NeedTakenUp':
        return { ...state, status: 'takenUp', requestId: data.requestId };
      case 'NeedWithdrawn':
        return { ...state, status: 'withdrawn' };
      case 'NeedMet':
        return { ...state, status: 'met' };
      default:
        return state;
    }
  },
};

/** The need when a request is raised; the deployment when it is matched, reopened or closed. */
export const supportRequestLookup: Lookup<
  SupportRequestCommand,
  SupportRequestState,
  SupportRequestKnown
> = async (command, state, reader) => {
  switch (command.type) {
    case 'RaiseRequest':
      return { need: await reader.fold(needStanding, command.needId) };
    case 'MatchRequest':
    case 'ReopenRequest':
      return { deployment: standingOf(await reader.peek(deployment, command.deploymentId)) };
    case 'CloseRequest': {
      const answer = state.status === 'none' ? undefined : state.deploymentId;
      return answer ? { deployment: standingOf(await reader.peek(deployment, answer)) } : {};
    }
    default:
      return {};
  }
};
