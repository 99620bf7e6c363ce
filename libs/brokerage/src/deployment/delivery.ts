import { Refusal } from '#eventing';
import { covers } from '../calendar/window.js';
import { consented } from './consent.js';
import type {
  ExtendDeployment,
  PauseDeployment,
  RateRag,
  ReviewMidpoint,
  StartDeployment,
} from './delivery.commands.js';
import type { DeploymentEvent } from './deployment.events.js';
import { costOf, partiesOf, type ProposedDeployment } from './deployment-state.js';
import { type DeploymentContext, inState, notInFuture, withinFunds } from './rules.js';

/** Starts the support on a day of its window; without the consents the refusal says which is missing. */
export function start(
  { on }: StartDeployment,
  state: ProposedDeployment,
  context: DeploymentContext,
): DeploymentEvent[] {
  if (state.status === 'proposed') consented(state);
  inState(state, 'started', 'agreed');
  notInFuture(on, context);
  const { focusArea, halfDays, window } = state;
  if (!covers(window, on))
    throw new Refusal(
      'start-outside-window',
      `The support is agreed from ${window.from} to ${window.to}: ${on} is outside.`,
    );
  const parties = partiesOf(context.id, state);
  return [{ type: 'SupportDeployed', data: { ...parties, focusArea, halfDays, window, on } }];
}

/** Rates how it is going. */
export function rate(
  { rag, rationale }: RateRag,
  state: ProposedDeployment,
  deploymentId: string,
): DeploymentEvent[] {
  inState(state, 'rated', 'active', 'paused');
  return [{ type: 'RagRated', data: { deploymentId, rag, rationale } }];
}

/** Reviews it half way, once. */
export function reviewMidpoint(
  { working, changes, exitPlan }: ReviewMidpoint,
  state: ProposedDeployment,
  deploymentId: string,
): DeploymentEvent[] {
  inState(state, 'reviewed', 'active', 'paused');
  if (state.midpoint)
    throw new Refusal('midpoint-reviewed', 'The midpoint of this deployment was reviewed before.');
  return [{ type: 'MidpointReviewed', data: { deploymentId, working, changes, exitPlan } }];
}

/** Gives it more days, within what is funded, or more time, never less. */
export function extend(
  { halfDays, to }: ExtendDeployment,
  state: ProposedDeployment,
  { id: deploymentId, known, actor }: DeploymentContext,
): DeploymentEvent[] {
  inState(state, 'extended', 'active', 'paused');
  const { leaderId } = state;
  const window = extended(state, to);
  if (window.to < state.window.to)
    throw new Refusal('window-shrinks', `The support is agreed until ${state.window.to} already.`);
  if (halfDays === 0 && window.to === state.window.to)
    throw new Refusal('nothing-to-extend', 'State further half days, a later last day, or both.');
  const cost = costOf(state.halfDays + halfDays, state.dayRatePence);
  withinFunds(cost, known.request?.fundsLeftPence ?? 0);
  const data = { deploymentId, leaderId, halfDays, window, by: actor.role };
  return [{ type: 'DeploymentExtended', data }];
}

/** The window with a new last day. */
export const extended = ({ window }: ProposedDeployment, to: string | null | undefined) => ({
  from: window.from,
  to: to ?? window.to,
});

/** Lets it rest. */
export function pause(
  { reason }: PauseDeployment,
  state: ProposedDeployment,
  deploymentId: string,
): DeploymentEvent[] {
  inState(state, 'paused', 'active');
  return [{ type: 'DeploymentPaused', data: { deploymentId, reason } }];
}

/** Takes it up again. */
export function resume(state: ProposedDeployment, deploymentId: string): DeploymentEvent[] {
  inState(state, 'resumed', 'paused');
  return [{ type: 'DeploymentResumed', data: { deploymentId } }];
}
