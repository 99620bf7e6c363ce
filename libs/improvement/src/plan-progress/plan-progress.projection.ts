import { change, type Event, type Projection, type Recorded, set, starting } from '#eventing';
import type { PlanEvent } from '../plan/plan.events.js';
import { type ObjectiveRow, withCorrection, withRating } from './objective-row.js';
import { PlanProgress } from './plan-progress.entity.js';

/** The row with these objectives, counted. */
const pursuing = (row: PlanProgress, objectives: readonly ObjectiveRow[]): PlanProgress => {
  const pursued = objectives.filter((it) => !it.dropped);
  const rated = (rating: string) => pursued.filter((it) => it.rating === rating).length;
  return {
    ...row,
    objectives,
    pursued: pursued.length,
    achieved: rated('achieved'),
    behind: rated('behind'),
  };
};

/** As an entry of `on`: the event changes one objective. */
const objective = <F extends Event<string, { objectiveId: string }>>(
  next: (it: ObjectiveRow, event: Recorded<F>) => ObjectiveRow,
) =>
  change<F, PlanProgress>((row, event) => {
    const { objectiveId } = event.data as F['data'];
    return pursuing(
      row,
      row.objectives.map((it) => (it.objectiveId === objectiveId ? next(it, event) : it)),
    );
  });

/** What was planned, and how each objective is doing, term by term (domain: PlanProgress). */
export const planProgress: Projection<PlanEvent, PlanProgress> = {
  name: 'improvement.plan-progress',
  version: 1,
  entity: PlanProgress,
  key: ({ data }) => `plan:${data.planId}`,
  on: {
    PlanDrafted: starting(
      ({ data: { planId, urn = null, partnershipId = null, title, year } }) => ({
        scope: urn ? [`urn:${urn}`] : [`partnership:${partnershipId ?? ''}`],
        ...{ planId, urn, partnershipId, title, year },
        state: 'draft',
        objectives: [],
        pursued: 0,
        achieved: 0,
        behind: 0,
        revisions: 0,
      }),
    ),
    ObjectiveAdded: change((row, { data: { objectiveId, focusArea, kpiId, dueTerm, text } }) => {
      const added = { objectiveId, focusArea, kpiId, dueTerm, text };
      const unrated = { dropped: false, rating: null, ratedTerm: null, history: [] };
      return pursuing(row, [...row.objectives, { ...added, ...unrated }]);
    }),
    PlanApproved: set(({ data }) => ({ state: 'approved', approvedBy: data.by })),
    PlanRevised: change((row, { data: { changes } }) => {
      const { title = row.title, objectives = [], dropped = [] } = changes;
      const revised = row.objectives.map((it) => {
        const { text = it.text, dueTerm = it.dueTerm } =
          objectives.find(({ objectiveId }) => objectiveId === it.objectiveId) ?? {};
        return { ...it, text, dueTerm, dropped: it.dropped || dropped.includes(it.objectiveId) };
      });
      return pursuing({ ...row, title, revisions: row.revisions + 1 }, revised);
    }),
    ProgressRecorded: objective((it, { data }) => withRating(it, data)),
    ProgressCorrected: objective((it, { data }) => withCorrection(it, data)),
    PlanCompleted: set({ state: 'complete' }),
    PlanAbandoned: set({ state: 'abandoned' }),
  },
};
