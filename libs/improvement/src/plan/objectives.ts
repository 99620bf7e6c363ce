import { Refusal } from '#eventing';
import { daysOf } from '#network';
import { type Objective, objectiveIdOf, type Plan, type PlanKnown } from './plan-state.js';
import type { AddObjective, RevisePlan } from './plan.commands.js';
import type { ObjectiveChange, PlanChanges, PlanEvent, PlanTerm } from './plan.events.js';

/** A term as plain data, so that no instance of a command class slips into an event. */
export const termOf = ({ year, name }: PlanTerm): PlanTerm => ({ year, name });

/** An objective that names a KPI of its own school, or of a partnership. */
export function addObjective(
  { focusArea, kpiId, dueTerm, text }: AddObjective,
  state: Plan,
  planId: string,
  { kpi }: PlanKnown,
): PlanEvent[] {
  if (!kpi) throw new Refusal('kpi-unknown', 'Nobody committed to such a KPI.');
  if (state.urn !== undefined && kpi.urn !== undefined && kpi.urn !== state.urn)
    throw new Refusal('kpi-of-another', 'This KPI is that of another school.');
  requireWithin(state, dueTerm, 'due-before-plan');
  const objectiveId = objectiveIdOf(planId, state.objectives.length + 1);
  const data = { planId, objectiveId, focusArea, kpiId, dueTerm: termOf(dueTerm), text };
  return [{ type: 'ObjectiveAdded', data }];
}

/** What changes is spelled out; a plan never loses its last objective. */
export function revise(
  { changes: { title, objectives, dropped }, reason }: RevisePlan,
  state: Plan,
  planId: string,
): PlanEvent[] {
  for (const it of objectives ?? []) {
    objectiveOf(state, it.objectiveId);
    if (it.dueTerm) requireWithin(state, it.dueTerm, 'due-before-plan');
  }
  for (const id of dropped ?? []) objectiveOf(state, id);
  const changed = (objectives ?? []).map(spelt).filter((it) => it.text ?? it.dueTerm);
  const changes: PlanChanges = {
    ...(title ? { title } : {}),
    ...(changed.length > 0 ? { objectives: changed } : {}),
    ...(dropped && dropped.length > 0 ? { dropped: [...new Set(dropped)] } : {}),
  };
  if (Object.keys(changes).length === 0)
    throw new Refusal('nothing-revised', 'A revision changes the title or an objective.');
  if (dropped && state.status === 'approved')
    requireObjectives(state.objectives.filter((it) => !dropped.includes(it.objectiveId)));
  return [{ type: 'PlanRevised', data: { planId, changes, reason } }];
}

/** An objective that is pursued. */
export function objectiveOf({ objectives }: Plan, objectiveId: string): Objective {
  const found = objectives.find((it) => it.objectiveId === objectiveId);
  if (!found) throw new Refusal('objective-unknown', 'The plan has no such objective.');
  if (found.dropped) throw new Refusal('objective-dropped', 'This objective was dropped.');
  return found;
}

/** A plan pursues something. */
export function requireObjectives(objectives: readonly Objective[]): void {
  if (!objectives.some((it) => !it.dropped))
    throw new Refusal('plan-without-objectives', 'A plan pursues at least one objective.');
}

/** A term lies in the year of the plan or after it. */
export function requireWithin(
  { year }: Plan,
  term: PlanTerm,
  code: 'due-before-plan' | 'term-before-plan',
): void {
  if (daysOf(term).from < daysOf({ year, name: 'Academic year' }).from)
    throw new Refusal(code, 'The term lies before the year of the plan.');
}

const spelt = ({ objectiveId, text, dueTerm }: ObjectiveChange): ObjectiveChange => ({
  objectiveId,
  ...(text ? { text } : {}),
  ...(dueTerm ? { dueTerm: termOf(dueTerm) } : {}),
});
