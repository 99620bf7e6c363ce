import { describe, expect, it } from '@jest/globals';
import { asOfEqualsFold, rowsOf } from '#testing';
import { type DeploymentEvent } from '../deployment/deployment.events.js';
import { deploymentTracker } from './deployment-tracker.projection.js';

const deploymentId = 'd1';
const window = { from: '2025-10-06', to: '2026-03-27' };
const parties = {
  deploymentId,
  requestId: 'r1',
  needId: 'n1',
  leaderId: 'p1',
  urn: '139402',
  homeUrn: '137260',
  kpiIds: ['k1'],
};
const note = (id: string) => ({ note: id, hash: 'h' });
const proposed: DeploymentEvent = {
  type: 'DeploymentProposed',
  data: {
    ...parties,
    focusArea: 'maths',
    objectives: ['Fluency'],
    successCriteria: [{ text: 'Year 4 recall their tables' }],
    halfDays: 8,
    dayRatePence: 35_000,
    window,
  },
};
const consent = { deploymentId, agreedBy: 'headteacher', agreedOn: '2025-10-03' };
const checked = (...found: string[]): DeploymentEvent => ({
  type: 'ConflictsChecked',
  data: { deploymentId, found },
});
const released: DeploymentEvent = {
  type: 'HomeSchoolReleased',
  data: { ...consent, urn: '137260' },
};
const accepted: DeploymentEvent = {
  type: 'SupportedSchoolAccepted',
  data: { ...consent, urn: '139402' },
};
const approved: DeploymentEvent = {
  type: 'CommissionerApproved',
  data: { deploymentId, commissioner: 'trust', agreedOn: '2025-10-03' },
};
const agreed: DeploymentEvent = {
  type: 'DeploymentAgreed',
  data: { ...parties, focusArea: 'maths', halfDays: 8, dayRatePence: 35_000, window, mou: 'M' },
};
const started: DeploymentEvent = {
  type: 'SupportDeployed',
  data: { ...parties, focusArea: 'maths', halfDays: 8, window, on: '2025-10-13' },
};
const visited = (
  visitId: string,
  date: string,
  halfDays: number,
  late = false,
): DeploymentEvent => ({
  type: 'VisitRecorded',
  data: {
    deploymentId,
    urn: '139402',
    visitId,
    date,
    halfDays,
    summary: note(`summary of ${visitId}`),
    nextSteps: note(`steps of ${visitId}`),
    late,
  },
});
const running = [proposed, checked(), released, accepted, approved, agreed, started];
const visits = [visited('v1', '2025-10-14', 2), visited('v2', '2025-11-04', 1, true)];
const after = (...events: DeploymentEvent[]) =>
  rowsOf(deploymentTracker, ...events)['deployment:d1'];

describe('before it is agreed', () => {
  it('shows what it waits for', () => {
    expect(after(proposed)).toEqual({
      key: 'deployment:d1',
      scope: ['urn:139402', 'urn:137260'],
      deploymentId,
      requestId: 'r1',
      needId: 'n1',
      leaderId: 'p1',
      urn: '139402',
      homeUrn: '137260',
      focusArea: 'maths',
      state: 'proposed',
      objectives: ['Fluency'],
      kpiIds: ['k1'],
      awaiting: ['release', 'acceptance', 'approval', 'conflict-check'],
      conflicts: [],
      windowFrom: '2025-10-06',
      windowTo: '2026-03-27',
      startedOn: null,
      endedOn: null,
      halfDaysAgreed: 8,
      halfDaysUsed: 0,
      dayRatePence: 35_000,
      costPence: 0,
      visits: 0,
      lateVisits: 0,
      lastVisit: null,
      visitLog: [],
      rag: null,
      midpointDone: false,
      judged: false,
      grade: null,
    });
    expect(after(proposed, released)?.awaiting).toEqual([
      'acceptance',
      'approval',
      'conflict-check',
    ]);
    expect(after(proposed, released, accepted, approved, checked())?.awaiting).toEqual([]);
  });
  it('waits for a clean check while a conflict is found', () => {
    expect(after(proposed, released, checked('same-trust'))).toMatchObject({
      conflicts: ['same-trust'],
      awaiting: ['acceptance', 'approval', 'conflict-check'],
    });
    expect(after(proposed, checked(), checked('interest:family'))?.awaiting).toContain(
      'conflict-check',
    );
    expect(after(proposed, checked('same-trust'), checked())).toMatchObject({ conflicts: [] });
  });
  it('waits for nothing once it is declined', () => {
    const declined: DeploymentEvent = {
      type: 'DeploymentDeclined',
      data: { ...parties, by: 'leader', reason: note('d'), halfDaysUnused: 8 },
    };
    expect(after(proposed, declined)).toMatchObject({ state: 'declined', awaiting: [] });
  });
});

describe('while it runs', () => {
  it('goes from agreed to active', () => {
    expect(after(...running.slice(0, -1))).toMatchObject({ state: 'agreed', startedOn: null });
    expect(after(...running)).toMatchObject({ state: 'active', startedOn: '2025-10-13' });
  });
  it('counts visits, days and money', () => {
    expect(after(...running, ...visits)).toMatchObject({
      visits: 2,
      lateVisits: 1,
      lastVisit: '2025-11-04',
      halfDaysUsed: 3,
      costPence: 52_500,
      visitLog: [
        {
          visitId: 'v1',
          date: '2025-10-14',
          halfDays: 2,
          late: false,
          summary: 'summary of v1',
          nextSteps: 'steps of v1',
        },
        { visitId: 'v2' },
      ],
    });
  });
  it('counts a visit as it was put right', () => {
    const corrected: DeploymentEvent = {
      type: 'VisitCorrected',
      data: {
        ...parties,
        corrects: 'v1',
        changes: { date: '2025-11-05', halfDays: 1, nextSteps: note('new') },
        reason: 'Mistyped',
        halfDaysUsed: 2,
        costPence: 35_000,
        halfDaysFreed: 0,
      },
    };
    const row = after(...running, ...visits, corrected);
    expect(row).toMatchObject({
      visits: 2,
      lastVisit: '2025-11-05',
      halfDaysUsed: 2,
      costPence: 35_000,
    });
    expect(row?.visitLog[0]).toMatchObject({ summary: 'summary of v1', nextSteps: 'new' });
  });
  it('shows the last rating, rests and extensions', () => {
    const rated = (rag: 'green' | 'amber'): DeploymentEvent => ({
      type: 'RagRated',
      data: { deploymentId, rag, rationale: note('r') },
    });
    const paused: DeploymentEvent = {
      type: 'DeploymentPaused',
      data: { deploymentId, reason: note('p') },
    };
    const extended: DeploymentEvent = {
      type: 'DeploymentExtended',
      data: {
        deploymentId,
        leaderId: 'p1',
        halfDays: 2,
        window: { ...window, to: '2026-05-22' },
        by: 'commissioner',
      },
    };
    expect(after(...running, rated('green'), rated('amber'), paused, extended)).toMatchObject({
      rag: 'amber',
      state: 'paused',
      halfDaysAgreed: 10,
      windowTo: '2026-05-22',
    });
    expect(
      after(...running, paused, { type: 'DeploymentResumed', data: { deploymentId } })?.state,
    ).toBe('active');
  });
});

describe('at the end', () => {
  const outturn = { halfDaysUsed: 3, halfDaysUnused: 5, costPence: 52_500 };
  const midpoint: DeploymentEvent = {
    type: 'MidpointReviewed',
    data: { deploymentId, working: note('w'), changes: note('c'), exitPlan: note('e') },
  };
  const completed: DeploymentEvent = {
    type: 'DeploymentCompleted',
    data: { ...parties, ...outturn, on: '2026-03-20' },
  };
  const judged: DeploymentEvent = {
    type: 'ImpactJudged',
    data: { ...parties, grade: 3, comment: note('j'), bySupportedSchool: '139402' },
  };
  it('shows what is still to be done before it is closed', () => {
    expect(after(...running, ...visits, midpoint, completed)).toMatchObject({
      state: 'completed',
      endedOn: '2026-03-20',
      midpointDone: true,
      judged: false,
    });
    expect(
      after(...running, ...visits, midpoint, completed, judged, {
        type: 'DeploymentClosed',
        data: parties,
      }),
    ).toMatchObject({ state: 'closed', judged: true, grade: 3 });
  });
  it('shows an early end', () => {
    const terminated: DeploymentEvent = {
      type: 'DeploymentTerminated',
      data: { ...parties, ...outturn, reason: note('x'), on: '2025-11-07' },
    };
    expect(after(...running, ...visits, terminated)).toMatchObject({
      state: 'terminated',
      endedOn: '2025-11-07',
    });
  });
});

it('is the same of any past moment, folded from the events about the deployment', () => {
  asOfEqualsFold(deploymentTracker, ...running, ...visits, checked('same-trust'));
});
