import { describe, expect, it } from '@jest/globals';
import { asOfEqualsFold, rowsOf } from '#testing';
import { type PlanEvent } from '../plan/plan.events.js';
import type { PlanProgress } from './plan-progress.entity.js';
import { planProgress } from './plan-progress.projection.js';

const autumn = { year: '202526', name: 'Autumn term' } as const;
const spring = { year: '202526', name: 'Spring term' } as const;
const summer = { year: '202526', name: 'Summer term' } as const;
const drafted = {
  type: 'PlanDrafted',
  data: { planId: 'p1', urn: '139402', title: 'School improvement plan', year: '202526' },
} as const;
const added = (objectiveId: string) =>
  ({
    type: 'ObjectiveAdded',
    data: {
      planId: 'p1',
      objectiveId,
      focusArea: 'maths',
      kpiId: 'k1',
      dueTerm: summer,
      text: 'Secure in number facts',
    },
  }) as const;
const approved = { type: 'PlanApproved', data: { planId: 'p1', by: 'governors' } } as const;
const comment = { note: 'n1', hash: 'h1' };
const rated = (term: typeof autumn | typeof spring, rating: 'behind' | 'achieved') =>
  ({
    type: 'ProgressRecorded',
    data: {
      planId: 'p1',
      objectiveId: 'o1',
      term,
      rating,
      evidenceIds: ['v1'],
      comment,
      on: '2025-12-15',
    },
  }) as const;
const corrected = {
  type: 'ProgressCorrected',
  data: {
    planId: 'p1',
    objectiveId: 'o1',
    term: autumn,
    rating: 'onTrack',
    evidenceIds: ['v2'],
    on: '2025-12-15',
    reason: 'Two objectives had been confused',
  },
} as const;
const revised = {
  type: 'PlanRevised',
  data: {
    planId: 'p1',
    changes: {
      title: 'Revised plan',
      objectives: [{ objectiveId: 'o1', text: 'Secure by year 5', dueTerm: spring }],
      dropped: ['o2'],
    },
    reason: 'The cohort changed',
  },
} as const;
const completed = { type: 'PlanCompleted', data: { planId: 'p1' } } as const;
const abandoned = {
  type: 'PlanAbandoned',
  data: { planId: 'p1', reason: 'A trust plan' },
} as const;
type PlanHistory = Parameters<typeof rowsOf<PlanEvent, PlanProgress>>[1];
const row = (...events: PlanHistory[]) => rowsOf(planProgress, ...events)['plan:p1'];

describe('the progress of a plan', () => {
  it('begins with its draft', () => {
    expect(row(drafted)).toEqual({
      key: 'plan:p1',
      scope: ['urn:139402'],
      planId: 'p1',
      urn: '139402',
      partnershipId: null,
      title: 'School improvement plan',
      year: '202526',
      state: 'draft',
      approvedBy: null,
      objectives: [],
      pursued: 0,
      achieved: 0,
      behind: 0,
      revisions: 0,
    });
  });
  it('is seen by the partnership when it is that of the partnership', () => {
    const { urn: _, ...data } = drafted.data;
    expect(row({ ...drafted, data: { ...data, partnershipId: 'n1' } })).toMatchObject({
      scope: ['partnership:n1'],
      urn: null,
      partnershipId: 'n1',
    });
  });
  it('shows objectives, and who approved them', () => {
    expect(row(drafted, added('o1'), added('o2'), approved)).toMatchObject({
      state: 'approved',
      approvedBy: 'governors',
      pursued: 2,
      objectives: [
        { objectiveId: 'o1', kpiId: 'k1', dueTerm: summer, rating: null, history: [] },
        { objectiveId: 'o2' },
      ],
    });
  });
  it('shows the rating of the last term, whichever was recorded last', () => {
    const events = [drafted, added('o1'), approved, rated(spring, 'achieved')] as const;
    const after = row(...events, rated(autumn, 'behind'));
    expect(after).toMatchObject({ achieved: 1, behind: 0 });
    expect(after?.objectives[0]).toMatchObject({
      rating: 'achieved',
      ratedTerm: spring,
      history: [
        { term: autumn, rating: 'behind', evidenceIds: ['v1'], comment, was: [] },
        { term: spring, rating: 'achieved' },
      ],
    });
  });
  it('counts a corrected rating, and keeps what it said', () => {
    const after = row(
      drafted,
      added('o1'),
      added('o2'),
      approved,
      rated(autumn, 'behind'),
      corrected,
    );
    expect(after).toMatchObject({ behind: 0 });
    expect(after?.objectives[0]).toMatchObject({
      rating: 'onTrack',
      history: [
        {
          term: autumn,
          rating: 'onTrack',
          evidenceIds: ['v2'],
          comment,
          on: '2025-12-15',
          was: [{ rating: 'behind', reason: 'Two objectives had been confused' }],
        },
      ],
    });
    expect(after?.objectives[1]).toMatchObject({ rating: null });
  });
  it('replaces the comment when a correction brings one', () => {
    const other = { note: 'n2', hash: 'h2' };
    const after = row(drafted, added('o1'), approved, rated(autumn, 'behind'), {
      ...corrected,
      data: { ...corrected.data, comment: other },
    });
    expect(after?.objectives[0]?.history[0]?.comment).toEqual(other);
  });
  it('shows what a revision changed, and counts what is still pursued', () => {
    const after = row(
      drafted,
      added('o1'),
      added('o2'),
      approved,
      rated(autumn, 'behind'),
      revised,
    );
    expect(after).toMatchObject({
      title: 'Revised plan',
      state: 'approved',
      pursued: 1,
      behind: 1,
      revisions: 1,
      objectives: [
        { text: 'Secure by year 5', dueTerm: spring, dropped: false, rating: 'behind' },
        { text: 'Secure in number facts', dropped: true },
      ],
    });
  });
  it('stays, complete or abandoned', () => {
    expect(row(drafted, completed)).toMatchObject({ state: 'complete' });
    expect(row(drafted, abandoned)).toMatchObject({ state: 'abandoned' });
  });
  it('is the same as of any moment when only the events about the plan are folded', () => {
    asOfEqualsFold(
      planProgress,
      drafted,
      { ...drafted, data: { ...drafted.data, planId: 'p2' } },
      added('o1'),
      added('o2'),
      approved,
      rated(spring, 'achieved'),
      rated(autumn, 'behind'),
      corrected,
      revised,
      completed,
    );
  });
});
