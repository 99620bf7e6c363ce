import { idOf, Refusal } from '#eventing';
import { workingDaysAfter } from '#network';
import { covers } from '../calendar/window.js';
import type { CorrectVisit, RecordVisit } from './delivery.commands.js';
import type { DeploymentEvent, VisitChanges } from './deployment.events.js';
import {
  costOf,
  partiesOf,
  type ProposedDeployment,
  usedOf,
  type Visit,
} from './deployment-state.js';
import { type DeploymentContext, inState, notInFuture } from './rules.js';

/** A visit is written up within this many working days; later it is recorded, and marked as late. */
const IN_TIME_WORKING_DAYS = 5;

/** Records a visit that took place while the support ran, within the window and the days. */
export function recordVisit(
  { date, halfDays, summary, nextSteps }: RecordVisit,
  state: ProposedDeployment,
  context: DeploymentContext,
): DeploymentEvent[] {
  if (state.endedOn !== undefined)
    throw new Refusal('visit-after-end', `The support ended on ${state.endedOn}.`);
  inState(state, 'visited', 'active');
  const { id: deploymentId, today } = context;
  const visitId = idOf(deploymentId, 'visit', state.visits.length);
  refuseMisplaced({ visitId, date, halfDays }, state, context);
  const { days, assumed } = workingDaysAfter(date, today);
  const late = days > IN_TIME_WORKING_DAYS;
  const written = { date, halfDays, summary, nextSteps, late, ...(assumed ? { assumed } : {}) };
  return [{ type: 'VisitRecorded', data: { deploymentId, urn: state.urn, visitId, ...written } }];
}

/** Puts a visit right, under the rules it was recorded under; days freed after the end go back. */
export function correctVisit(
  { visitId, date, halfDays, summary, nextSteps, reason }: CorrectVisit,
  state: ProposedDeployment,
  context: DeploymentContext,
): DeploymentEvent[] {
  const visit = state.visits.find((it) => it.visitId === visitId);
  if (!visit) throw new Refusal('visit-unknown', 'No such visit was recorded.');
  const changes: VisitChanges = {
    ...(date && date !== visit.date ? { date } : {}),
    ...(typeof halfDays === 'number' && halfDays !== visit.halfDays ? { halfDays } : {}),
    ...(summary ? { summary } : {}),
    ...(nextSteps ? { nextSteps } : {}),
  };
  if (Object.keys(changes).length === 0)
    throw new Refusal('nothing-to-correct', 'The correction changes nothing: state what is wrong.');
  const corrected = {
    visitId,
    date: changes.date ?? visit.date,
    halfDays: changes.halfDays ?? visit.halfDays,
  };
  refuseMisplaced(corrected, state, context);
  const more = corrected.halfDays - visit.halfDays;
  if (more > 0 && state.endedOn !== undefined)
    throw new Refusal(
      'days-given-back',
      'The support is over and its unused days were given back.',
    );
  const halfDaysUsed = usedOf(state) + more;
  const outturn = {
    halfDaysUsed,
    costPence: costOf(halfDaysUsed, state.dayRatePence),
    halfDaysFreed: state.endedOn === undefined ? 0 : -more,
  };
  const parties = partiesOf(context.id, state);
  return [
    {
      type: 'VisitCorrected',
      data: { ...parties, corrects: visitId, changes, reason, ...outturn },
    },
  ];
}

function refuseMisplaced(
  { visitId, date, halfDays }: Visit,
  state: ProposedDeployment,
  context: DeploymentContext,
): void {
  notInFuture(date, context);
  const { window, startedOn = window.from, endedOn = window.to } = state;
  if (!covers(window, date) || date < startedOn || date > endedOn)
    throw new Refusal(
      'visit-outside-window',
      `The support runs from ${startedOn} to ${window.to}: ${date} is outside.`,
    );
  const others = state.visits.filter((it) => it.visitId !== visitId);
  const left = state.halfDays - usedOf({ visits: others });
  if (halfDays > left)
    throw new Refusal(
      'days-exceed-agreement',
      `${left} half days are left of those agreed: extend the deployment first.`,
    );
}
