import { Refusal } from '#eventing';
import type { CompleteDeployment, JudgeImpact, TerminateDeployment } from './delivery.commands.js';
import type { DeploymentEvent, Outturn } from './deployment.events.js';
import { costOf, partiesOf, type ProposedDeployment, usedOf } from './deployment-state.js';
import { type DeploymentContext, inState, notInFuture } from './rules.js';

/** From four days on, support is looked at half way before it is completed. */
const MIDPOINT_FROM_HALF_DAYS = 8;

/** Completes the support; of four days or more only after its midpoint review. */
export function complete(
  { on }: CompleteDeployment,
  state: ProposedDeployment,
  context: DeploymentContext,
): DeploymentEvent[] {
  inState(state, 'completed', 'active', 'paused');
  if (state.halfDays >= MIDPOINT_FROM_HALF_DAYS && !state.midpoint)
    throw new Refusal(
      'midpoint-missing',
      'Support of four days or more is completed after its midpoint review.',
    );
  refuseBeforeLast(on, state, context);
  const data = { ...partiesOf(context.id, state), ...outturnOf(state), on };
  return [{ type: 'DeploymentCompleted', data }];
}

/** Ends what was agreed before its time. */
export function terminate(
  { reason, on }: TerminateDeployment,
  state: ProposedDeployment,
  context: DeploymentContext,
): DeploymentEvent[] {
  inState(state, 'terminated', 'agreed', 'active', 'paused');
  refuseBeforeLast(on, state, context);
  const data = { ...partiesOf(context.id, state), ...outturnOf(state), reason, on };
  return [{ type: 'DeploymentTerminated', data }];
}

/** The supported school, and no other, judges what the support did; until it is closed it may judge again. */
export function judge(
  { grade, comment }: JudgeImpact,
  state: ProposedDeployment,
  context: DeploymentContext,
): DeploymentEvent[] {
  inState(state, 'judged', 'completed');
  const parties = partiesOf(context.id, state);
  const data = { ...parties, grade, comment, bySupportedSchool: state.urn };
  return [{ type: 'ImpactJudged', data }];
}

/** Closes the books, once the supported school has judged. */
export function close(state: ProposedDeployment, deploymentId: string): DeploymentEvent[] {
  inState(state, 'closed', 'completed');
  if (!state.judged)
    throw new Refusal('impact-not-judged', 'The supported school judges before it is closed.');
  return [{ type: 'DeploymentClosed', data: partiesOf(deploymentId, state) }];
}

function outturnOf(state: ProposedDeployment): Outturn {
  const halfDaysUsed = usedOf(state);
  return {
    halfDaysUsed,
    halfDaysUnused: state.halfDays - halfDaysUsed,
    costPence: costOf(halfDaysUsed, state.dayRatePence),
  };
}

function refuseBeforeLast(
  on: string,
  { startedOn, visits }: ProposedDeployment,
  context: DeploymentContext,
): void {
  notInFuture(on, context);
  const last = [startedOn ?? '', ...visits.map((it) => it.date)].reduce((a, b) => (a > b ? a : b));
  if (on < last)
    throw new Refusal('ends-before-last-visit', `The support was still given on ${last}.`);
}
