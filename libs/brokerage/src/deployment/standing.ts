import { costOf, type DeploymentState, usedOf } from './deployment-state.js';

/** A deployment as the request it answers, and the provider it holds days of, see it. */
export interface DeploymentStanding {
  readonly requestId?: string;
  /** pending: proposed; live: agreed to completed; ended: declined or terminated. */
  readonly stage: 'unknown' | 'pending' | 'live' | 'closed' | 'ended';
  /** Whether no more days can be used. */
  readonly over: boolean;
  /** Half days it still holds: all that are agreed while it lives, those used once it is over. */
  readonly holdsHalfDays: number;
  readonly halfDaysUsed: number;
  readonly costPence: number;
}

/** Where a deployment stands. */
export function standingOf(state: DeploymentState): DeploymentStanding {
  if (state.status === 'none')
    return { stage: 'unknown', over: false, holdsHalfDays: 0, halfDaysUsed: 0, costPence: 0 };
  const stage = stages[state.status];
  const over = state.status === 'completed' || stage === 'closed' || stage === 'ended';
  const halfDaysUsed = usedOf(state);
  return {
    requestId: state.requestId,
    stage,
    over,
    holdsHalfDays: over ? halfDaysUsed : state.halfDays,
    halfDaysUsed,
    costPence: costOf(halfDaysUsed, state.dayRatePence),
  };
}

const stages = {
  proposed: 'pending',
  agreed: 'live',
  active: 'live',
  paused: 'live',
  completed: 'live',
  closed: 'closed',
  declined: 'ended',
  terminated: 'ended',
} as const;
