import { Refusal } from '#eventing';
import { refuseReversed, windowOf } from '../calendar/window.js';
import type { DeclineDeployment, ProposeDeployment } from './deployment.commands.js';
import type { DeploymentEvent } from './deployment.events.js';
import { costOf, partiesOf, type ProposedDeployment } from './deployment-state.js';
import { answerable, type DeploymentContext, inState, withinFunds } from './rules.js';

/** Proposes who could help: for a funded request, within its days and money, by another school. */
export function propose(
  { requestId, leaderId, halfDays, dayRatePence, window, ...command }: ProposeDeployment,
  { id: deploymentId, today, known }: DeploymentContext,
): DeploymentEvent[] {
  const request = answerable(known.request, deploymentId);
  if (!known.leader) throw new Refusal('provider-unknown', 'No such provider was registered.');
  const { urn, needId, focusArea } = request;
  const { homeUrn } = known.leader;
  if (homeUrn === urn)
    throw new Refusal('school-helps-itself', `The leader's home is school ${urn} itself.`);
  if (!known.schoolsOpen)
    throw new Refusal('school-not-open', `School ${urn} or ${homeUrn} is unknown, or has closed.`);
  refuseReversed(window);
  if (window.to < today)
    throw new Refusal('window-over', `The window ended on ${window.to}: name one to come.`);
  if (halfDays > request.halfDaysLeft)
    throw new Refusal(
      'days-exceed-request',
      `${request.halfDaysLeft} half days are asked for, and ${halfDays} are proposed.`,
    );
  withinFunds(costOf(halfDays, dayRatePence), request.fundsLeftPence);
  const kpiIds = [...new Set(command.kpiIds)];
  const successCriteria = command.successCriteria.map(({ text, kpiId }) =>
    kpiId ? { text, kpiId } : { text },
  );
  if (successCriteria.some(({ kpiId }) => kpiId && !kpiIds.includes(kpiId)))
    throw new Refusal('criterion-without-kpi', 'A criterion names a KPI that is not in kpiIds.');
  const parties = { deploymentId, requestId, needId, leaderId, urn, homeUrn, kpiIds };
  const aims = { focusArea, objectives: [...command.objectives], successCriteria };
  const terms = { halfDays, dayRatePence, window: windowOf(window) };
  return [{ type: 'DeploymentProposed', data: { ...parties, ...aims, ...terms } }];
}

/** One of those asked says no, before it is agreed. */
export function decline(
  { reason }: DeclineDeployment,
  state: ProposedDeployment,
  context: DeploymentContext,
): DeploymentEvent[] {
  inState(state, 'declined', 'proposed');
  const parties = partiesOf(context.id, state);
  const by = sideOf(context.actor, state);
  const data = { ...parties, by, reason, halfDaysUnused: state.halfDays };
  return [{ type: 'DeploymentDeclined', data }];
}

/** Whose no it is that somebody gives, by their role and, for a school, by whose they are. */
function sideOf(
  { role, urns }: DeploymentContext['actor'],
  { urn }: ProposedDeployment,
): 'commissioner' | 'broker' | 'supportedSchool' | 'homeSchool' {
  if (role === 'board') return 'commissioner';
  if (role !== 'headteacher' && role !== 'chair') return 'broker';
  return urns.includes(urn) ? 'supportedSchool' : 'homeSchool';
}
