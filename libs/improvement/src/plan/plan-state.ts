import { type Fold, idOf } from '#eventing';
import type { PlanEvent, PlanTerm, Rating } from './plan.events.js';

/** One rating of an objective, at the review of a term. */
export interface RatedTerm {
  readonly term: PlanTerm;
  readonly rating: Rating;
  readonly evidenceIds: readonly string[];
  readonly on: string;
}

/** An objective, as the rules remember it. */
export interface Objective {
  readonly objectiveId: string;
  readonly dropped: boolean;
  readonly ratings: readonly RatedTerm[];
}

/** draft -> approved -> complete, or abandoned. */
export type PlanState =
  | { readonly status: 'none' }
  | {
      readonly status: 'draft' | 'approved' | 'complete' | 'abandoned';
      readonly urn?: string | undefined;
      readonly year: string;
      readonly objectives: readonly Objective[];
    };

/** A plan that was drafted. */
export type Plan = Exclude<PlanState, { status: 'none' }>;

/** The id of the nth objective of a plan, counted from 1. */
export const objectiveIdOf = (planId: string, nth: number): string =>
  idOf('objective', planId, nth);

/** Whether two terms are the same. */
export const sameTerm = (a: PlanTerm, b: PlanTerm): boolean =>
  a.year === b.year && a.name === b.name;

/** What the events of a plan add up to. */
export const planFold: Fold<PlanEvent, PlanState> = {
  category: 'improvement.plan',
  initial: { status: 'none' },
  evolve(state, { type, data }) {
    if (type === 'PlanDrafted')
      return { status: 'draft', urn: data.urn, year: data.year, objectives: [] };
    if (state.status === 'none') return state;
    const each = (change: (it: Objective) => Objective): Plan => ({
      ...state,
      objectives: state.objectives.map(change),
    });
    switch (type) {
      case 'ObjectiveAdded': {
        const added = { objectiveId: data.objectiveId, dropped: false, ratings: [] };
        return { ...state, objectives: [...state.objectives, added] };
      }
      case 'PlanApproved':
        return { ...state, status: 'approved' };
      case 'PlanRevised':
        return each((it) =>
          data.changes.dropped?.includes(it.objectiveId) ? { ...it, dropped: true } : it,
        );
      case 'ProgressRecorded':
      case 'ProgressCorrected': {
        const { objectiveId, term, rating, evidenceIds, on } = data;
        const rated = { term, rating, evidenceIds, on };
        return each((it) =>
          it.objectiveId === objectiveId
            ? { ...it, ratings: [...it.ratings.filter((was) => !sameTerm(was.term, term)), rated] }
            : it,
        );
      }
      case 'PlanCompleted':
        return { ...state, status: 'complete' };
      case 'PlanAbandoned':
        return { ...state, status: 'abandoned' };
    }
  },
};

/** What the rules of a plan must know of other streams. */
export interface PlanKnown {
  /** Whether the school or the partnership is there to plan. */
  readonly subjectOpen?: boolean;
  /** Whose the KPI is that an objective names; absent when nobody committed to it. */
  readonly kpi?: { readonly urn?: string | undefined } | undefined;
  /** Whether each item of evidence stands: neither rejected nor superseded. */
  readonly evidenceStands?: boolean;
}
