import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import { objectiveIdOf } from './plan-state.js';
import type { PlanEvent } from './plan.events.js';
import { plan } from './plan.js';

const given = decisionsOf(plan, { id: 'p1' });
const autumn = { year: '202526', name: 'Autumn term' } as const;
const spring = { year: '202526', name: 'Spring term' } as const;
const summer = { year: '202526', name: 'Summer term' } as const;
const before = { year: '202425', name: 'Summer term' } as const;

const draft = {
  type: 'DraftPlan',
  subject: { urn: '139402' },
  title: 'School improvement plan',
  year: '202526',
} as const;
const drafted: PlanEvent = {
  type: 'PlanDrafted',
  data: { planId: 'p1', urn: '139402', title: 'School improvement plan', year: '202526' },
};
const objectiveId = objectiveIdOf('p1', 1);
const second = objectiveIdOf('p1', 2);
const goal = {
  focusArea: 'maths',
  kpiId: 'k1',
  dueTerm: summer,
  text: 'Secure in number facts',
} as const;
const add = { type: 'AddObjective', ...goal } as const;
const added: PlanEvent = { type: 'ObjectiveAdded', data: { planId: 'p1', objectiveId, ...goal } };
const addedSecond: PlanEvent = {
  type: 'ObjectiveAdded',
  data: { planId: 'p1', objectiveId: second, ...goal },
};
const approve = { type: 'ApprovePlan', onBehalfOf: 'governors' } as const;
const approved: PlanEvent = {
  type: 'PlanApproved',
  data: { planId: 'p1', by: 'chair' },
};
const record = {
  type: 'RecordProgress',
  objectiveId,
  term: autumn,
  rating: 'behind',
  evidenceIds: ['v1'],
} as const;
const rated: PlanEvent = {
  type: 'ProgressRecorded',
  data: {
    planId: 'p1',
    objectiveId,
    term: autumn,
    rating: 'behind',
    evidenceIds: ['v1'],
    on: '2025-10-01',
  },
};
const completed: PlanEvent = { type: 'PlanCompleted', data: { planId: 'p1' } };
const abandon = { type: 'AbandonPlan', reason: 'A trust plan takes its place' } as const;
const abandoned: PlanEvent = {
  type: 'PlanAbandoned',
  data: { planId: 'p1', reason: 'A trust plan takes its place' },
};
const dropped: PlanEvent = {
  type: 'PlanRevised',
  data: { planId: 'p1', changes: { dropped: [objectiveId] }, reason: 'Met elsewhere' },
};
const live = [drafted, added, approved] as const;

describe('a plan', () => {
  it('is drafted for an open school', () =>
    given().when(draft, { subjectOpen: true }).then(drafted));
  it('is drafted for a partnership', () =>
    given()
      .when({ ...draft, subject: { partnershipId: 'n1' } }, { subjectOpen: true })
      .then({
        type: 'PlanDrafted',
        data: {
          planId: 'p1',
          partnershipId: 'n1',
          title: 'School improvement plan',
          year: '202526',
        },
      }));
  it('is refused at a closed school', () =>
    given().when(draft, { subjectOpen: false }).refuses('subject-not-open'));
  it('is drafted once', () =>
    given(drafted).when(draft, { subjectOpen: true }).refuses('plan-exists'));
  it('is drafted before everything else', () => given().when(approve).refuses('plan-unknown'));
});

describe('an objective', () => {
  it('names a KPI of its school', () =>
    given(drafted)
      .when(add, { kpi: { urn: '139402' } })
      .then(added));
  it('may name a KPI of a partnership', () => given(drafted).when(add, { kpi: {} }).then(added));
  it('has an id of its own', () =>
    given(drafted, added)
      .when(add, { kpi: { urn: '139402' } })
      .then(addedSecond));
  it('names a KPI that exists', () => given(drafted).when(add, {}).refuses('kpi-unknown'));
  it('does not name the KPI of another school', () =>
    given(drafted)
      .when(add, { kpi: { urn: '139248' } })
      .refuses('kpi-of-another'));
  it('is not due before the plan begins', () =>
    given(drafted)
      .when({ ...add, dueTerm: before }, { kpi: {} })
      .refuses('due-before-plan'));
  it('may be added to an approved plan', () =>
    given(drafted, approved).when(add, { kpi: {} }).then(added));
  it('is not added to a plan that is over', () => {
    given(...live, rated, completed)
      .when(add, { kpi: {} })
      .refuses('plan-not-in-state');
    given(...live, abandoned)
      .when(add, { kpi: {} })
      .refuses('plan-not-in-state');
  });
});

describe('approval', () => {
  it('is given to a draft with an objective', () =>
    decisionsOf(plan, { id: 'p1', actor: { role: 'chair' } })(drafted, added)
      .when(approve)
      .then(approved));
  it('is not given to a plan that pursues nothing', () => {
    given(drafted).when(approve).refuses('plan-without-objectives');
    given(drafted, added, dropped).when(approve).refuses('plan-without-objectives');
  });
  it('is given once', () =>
    given(...live)
      .when(approve)
      .refuses('plan-not-in-state'));
});

describe('a revision', () => {
  const revise = { type: 'RevisePlan', reason: 'The cohort changed' } as const;
  it('says what changes, and why', () =>
    given(...live, addedSecond)
      .when({
        ...revise,
        changes: {
          title: 'Revised plan',
          objectives: [{ objectiveId, dueTerm: spring }, { objectiveId: second }],
          dropped: [second],
        },
      })
      .then({
        type: 'PlanRevised',
        data: {
          planId: 'p1',
          changes: {
            title: 'Revised plan',
            objectives: [{ objectiveId, dueTerm: spring }],
            dropped: [second],
          },
          reason: 'The cohort changed',
        },
      }));
  it('changes something', () =>
    given(...live)
      .when({ ...revise, changes: { objectives: [{ objectiveId }] } })
      .refuses('nothing-revised'));
  it('is of objectives that the plan has', () => {
    given(...live)
      .when({ ...revise, changes: { objectives: [{ objectiveId: second, text: 'x' }] } })
      .refuses('objective-unknown');
    given(...live)
      .when({ ...revise, changes: { dropped: [second] } })
      .refuses('objective-unknown');
  });
  it('does not make an objective due before the plan begins', () =>
    given(...live)
      .when({ ...revise, changes: { objectives: [{ objectiveId, dueTerm: before }] } })
      .refuses('due-before-plan'));
  it('leaves an approved plan something to pursue', () =>
    given(...live)
      .when({ ...revise, changes: { dropped: [objectiveId] } })
      .refuses('plan-without-objectives'));
  it('is not made of a plan that is over', () =>
    given(...live, abandoned)
      .when({ ...revise, changes: { title: 'x' } })
      .refuses('plan-not-in-state'));
});

describe('progress', () => {
  const stands = { evidenceStands: true };
  it('is rated on an approved plan', () =>
    given(...live)
      .when(record, stands)
      .then(rated));
  it('keeps its comment as a note', () =>
    given(...live)
      .when({ ...record, comment: { note: 'n1', hash: 'h' } }, stands)
      .then({
        ...rated,
        data: { ...rated.data, comment: { note: 'n1', hash: 'h' } },
      }));
  it('is not rated on a draft, nor on a plan that is over', () => {
    given(drafted, added).when(record, stands).refuses('plan-not-approved');
    given(...live, rated, completed)
      .when({ ...record, term: summer }, stands)
      .refuses('plan-not-approved');
  });
  it('has one rating for each objective and term', () =>
    given(...live, rated)
      .when({ ...record, rating: 'onTrack' }, stands)
      .refuses('progress-rated'));
  it('is of an objective that the plan has', () =>
    given(...live)
      .when({ ...record, objectiveId: second }, stands)
      .refuses('objective-unknown'));
  it('is of an objective that is pursued', () =>
    given(...live, addedSecond, dropped)
      .when(record, stands)
      .refuses('objective-dropped'));
  it('is of a term that has begun', () =>
    given(...live)
      .when({ ...record, term: spring }, stands)
      .refuses('period-in-future'));
  it('is of a term of the plan', () =>
    given(...live)
      .when({ ...record, term: before }, stands)
      .refuses('term-before-plan'));
  it('rests on evidence that stands', () =>
    given(...live)
      .when(record, { evidenceStands: false })
      .refuses('evidence-not-standing'));
});

describe('correcting a rating', () => {
  const correct = {
    type: 'CorrectProgress',
    objectiveId,
    term: autumn,
    rating: 'onTrack',
    evidenceIds: ['v1'],
    reason: 'Two objectives had been confused',
  } as const;
  const corrected: PlanEvent = {
    type: 'ProgressCorrected',
    data: {
      planId: 'p1',
      objectiveId,
      term: autumn,
      rating: 'onTrack',
      evidenceIds: ['v1'],
      on: '2025-10-01',
      reason: 'Two objectives had been confused',
    },
  };
  const later = decisionsOf(plan, { id: 'p1', now: '2025-12-01T11:00:00.000Z' });
  it('keeps its term and its day', () =>
    later(...live, rated)
      .when(correct)
      .then(corrected));
  it('is still possible once the plan is complete', () =>
    later(...live, rated, completed)
      .when(correct)
      .then(corrected));
  it('to what it says already changes nothing', () =>
    later(...live, rated, corrected)
      .when(correct)
      .then());
  it('needs a rating', () =>
    later(...live)
      .when(correct)
      .refuses('progress-not-rated'));
  it('rests on evidence that stands', () =>
    later(...live, rated)
      .when(correct, { evidenceStands: false })
      .refuses('evidence-not-standing'));
  it('is not made on a plan that was abandoned', () =>
    later(...live, rated, abandoned)
      .when(correct)
      .refuses('plan-not-in-state'));
});

describe('the end of a plan', () => {
  const complete = { type: 'CompletePlan' } as const;
  it('comes when every objective was rated', () =>
    given(...live, rated)
      .when(complete)
      .then(completed));
  it('does not come over an objective that nobody rated', () =>
    given(...live, addedSecond, rated)
      .when(complete)
      .refuses('objective-not-rated'));
  it('does not wait for an objective that was dropped', () =>
    given(...live, rated, addedSecond, {
      type: 'PlanRevised',
      data: { planId: 'p1', changes: { dropped: [second] }, reason: 'Met elsewhere' },
    })
      .when(complete)
      .then(completed));
  it('is not reached by a draft', () =>
    given(drafted, added).when(complete).refuses('plan-not-in-state'));
  it('may be to give it up, for a reason', () => {
    given(drafted).when(abandon).then(abandoned);
    given(...live)
      .when(abandon)
      .then(abandoned);
  });
  it('comes once', () =>
    given(...live, abandoned)
      .when(abandon)
      .refuses('plan-not-in-state'));
});
