import { describe, expect, it } from '@jest/globals';
import { foldOf, idOf } from '#eventing';
import { decisionsOf } from '#testing';
import type { RaisedRequest } from '../support-request/support-request-state.js';
import { deploymentReservations } from './reservations.js';
import { deployment } from './deployment.js';
import type { DeploymentCommand } from './deployment.commands.js';
import type { DeploymentEvent } from './deployment.events.js';
import { costOf } from './deployment-state.js';

const given = decisionsOf(deployment, { id: 'd1', now: '2025-11-12T11:00:00.000Z' });
const asHead = (urn: string, role = 'headteacher') =>
  decisionsOf(deployment, {
    id: 'd1',
    now: '2025-11-12T11:00:00.000Z',
    actor: { id: 'head-1', role, urns: [urn] },
  });

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
const propose = {
  type: 'ProposeDeployment',
  requestId: 'r1',
  leaderId: 'p1',
  objectives: ['Fluency in number facts'],
  successCriteria: [{ text: 'Year 4 recall their tables', kpiId: 'k1' }, { text: 'Lessons flow' }],
  kpiIds: ['k1'],
  halfDays: 8,
  dayRatePence: 35_000,
  window,
} as const;
const request: RaisedRequest = {
  status: 'funded',
  needId: 'n1',
  urn: '139402',
  focusArea: 'maths',
  halfDaysLeft: 8,
  fundsLeftPence: 160_000,
};
const known = { request, leader: { homeUrn: '137260' }, schoolsOpen: true };

const proposed: DeploymentEvent = {
  type: 'DeploymentProposed',
  data: {
    ...parties,
    focusArea: 'maths',
    objectives: ['Fluency in number facts'],
    successCriteria: [
      { text: 'Year 4 recall their tables', kpiId: 'k1' },
      { text: 'Lessons flow' },
    ],
    halfDays: 8,
    dayRatePence: 35_000,
    window,
  },
};
const checked = (...found: string[]): DeploymentEvent => ({
  type: 'ConflictsChecked',
  data: { deploymentId, found },
});
const consent = { agreedOn: '2025-10-03' } as const;
const agreedBy = 'headteacher';
const released: DeploymentEvent = {
  type: 'HomeSchoolReleased',
  data: { deploymentId, urn: '137260', agreedBy, ...consent },
};
const accepted: DeploymentEvent = {
  type: 'SupportedSchoolAccepted',
  data: { deploymentId, urn: '139402', agreedBy, ...consent },
};
const approved: DeploymentEvent = {
  type: 'CommissionerApproved',
  data: { deploymentId, commissioner: 'local-authority', agreedOn: '2025-10-03' },
};
const agreed: DeploymentEvent = {
  type: 'DeploymentAgreed',
  data: {
    ...parties,
    focusArea: 'maths',
    halfDays: 8,
    dayRatePence: 35_000,
    window,
    mou: 'MOU 17',
  },
};
const started: DeploymentEvent = {
  type: 'SupportDeployed',
  data: { ...parties, focusArea: 'maths', halfDays: 8, window, on: '2025-10-13' },
};
const note = (id: string) => ({ note: id, hash: `hash of ${id}` });
const visitId = (n: number) => idOf('d1', 'visit', n);
const visited = (n: number, date: string, halfDays = 2, late = false): DeploymentEvent => ({
  type: 'VisitRecorded',
  data: {
    deploymentId,
    urn: '139402',
    visitId: visitId(n),
    date,
    halfDays,
    summary: note('s'),
    nextSteps: note('t'),
    late,
  },
});
const paused: DeploymentEvent = {
  type: 'DeploymentPaused',
  data: { deploymentId, reason: note('p') },
};
const resumed: DeploymentEvent = { type: 'DeploymentResumed', data: { deploymentId } };
const midpoint: DeploymentEvent = {
  type: 'MidpointReviewed',
  data: { deploymentId, working: note('w'), changes: note('c'), exitPlan: note('e') },
};
const completed: DeploymentEvent = {
  type: 'DeploymentCompleted',
  data: {
    ...parties,
    halfDaysUsed: 4,
    halfDaysUnused: 4,
    costPence: 70_000,
    on: '2025-11-07',
  },
};
const judged: DeploymentEvent = {
  type: 'ImpactJudged',
  data: { ...parties, grade: 3, comment: note('j'), bySupportedSchool: '139402' },
};
const closed: DeploymentEvent = { type: 'DeploymentClosed', data: parties };
const declined: DeploymentEvent = {
  type: 'DeploymentDeclined',
  data: { ...parties, by: 'homeSchool', reason: note('d'), halfDaysUnused: 8 },
};
const terminated: DeploymentEvent = {
  type: 'DeploymentTerminated',
  data: {
    ...parties,
    halfDaysUsed: 4,
    halfDaysUnused: 4,
    costPence: 70_000,
    reason: note('x'),
    on: '2025-11-07',
  },
};

const consented = [proposed, checked(), released, accepted, approved];
const running = [...consented, agreed, started];
const visits = [visited(0, '2025-10-14'), visited(1, '2025-11-04')];
const finished = [...running, ...visits, midpoint, completed];

const UNTIL = '2025-10-29';

describe('proposing', () => {
  it('names who could help, with what aim, for how long and at what price', () =>
    given().when(propose, known).then(proposed));
  it('reserves the days with the provider first', () => {
    const [reservation] = deploymentReservations(propose, { status: 'none' }, 'd1', known);
    expect({ ...reservation, take: reservation?.take(UNTIL) }).toEqual({
      take: {
        category: 'brokerage.provider',
        id: 'p1',
        command: {
          type: 'ReserveDays',
          deploymentId: 'd1',
          focusArea: 'maths',
          halfDays: 8,
          window,
          until: UNTIL,
        },
      },
      giveBack: {
        category: 'brokerage.provider',
        id: 'p1',
        command: { type: 'ReleaseDays', deploymentId: 'd1', halfDays: 8, why: 'not-followed' },
      },
      releaseAfter: 28,
    });
  });
  it.each(['raised', 'triaged', 'closed', 'withdrawn', 'declined'] as const)(
    'refuses a request that is %s',
    (status) =>
      given()
        .when(propose, { ...known, request: { ...request, status } })
        .refuses('request-not-funded'),
  );
  it('refuses a request that another deployment answers', () =>
    given()
      .when(propose, {
        ...known,
        request: { ...request, status: 'matched', deploymentId: 'd2' },
      })
      .refuses('request-matched'));
  it('refuses a provider that was never registered', () => {
    const { leader: _, ...nobody } = known;
    given().when(propose, nobody).refuses('provider-unknown');
  });
  it('refuses a school as its own helper', () =>
    given()
      .when(propose, { ...known, leader: { homeUrn: '139402' } })
      .refuses('school-helps-itself'));
  it('refuses a closed school', () =>
    given()
      .when(propose, { ...known, schoolsOpen: false })
      .refuses('school-not-open'));
  it('refuses a window that is over, or ends before it begins', () => {
    given()
      .when({ ...propose, window: { from: '2025-09-08', to: '2025-11-11' } }, known)
      .refuses('window-over');
    given()
      .when({ ...propose, window: { from: '2026-03-27', to: '2025-10-06' } }, known)
      .refuses('window-reversed');
  });
  it('refuses more days than are asked for', () =>
    given()
      .when({ ...propose, halfDays: 9 }, known)
      .refuses('days-exceed-request'));
  it('refuses a cost beyond what is funded', () =>
    given()
      .when({ ...propose, dayRatePence: 40_001 }, known)
      .refuses('cost-exceeds-funding'));
  it('refuses a criterion by a KPI that is not named', () =>
    given()
      .when({ ...propose, kpiIds: [] }, known)
      .refuses('criterion-without-kpi'));
  it('refuses the same deployment again', () =>
    given(proposed).when(propose, known).refuses('deployment-exists'));
  it('comes before everything else', () =>
    given().when({ type: 'ResumeDeployment' }).refuses('deployment-unknown'));
  it('prices half days, half a penny rounded up', () => {
    expect(costOf(3, 35_000)).toBe(52_500);
    expect(costOf(1, 35_001)).toBe(17_501);
  });
});

describe('conflicts of interest', () => {
  const check = { type: 'CheckConflicts', declared: 'none' } as const;
  it('are looked for, and none may be found', () => given(proposed).when(check).then(checked()));
  it('are found in a shared trust and in what is declared', () =>
    given(proposed)
      .when(
        { ...check, declared: 'financial' },
        {
          sameTrust: true,
          interests: [
            { with: 'urn:139402', kind: 'family' },
            { with: 'urn:139402', kind: 'employment', until: '2025-11-11' },
          ],
        },
      )
      .then(checked('same-trust', 'interest:family', 'declared:financial')));
  it('count on their last day', () =>
    given(proposed)
      .when(check, { interests: [{ with: 'urn:139402', kind: 'family', until: '2025-11-12' }] })
      .then(checked('interest:family')));
  it('are looked for again after one has ended', () =>
    given(proposed, checked('interest:family')).when(check).then(checked()));
});

describe('the three consents', () => {
  const release = { type: 'ReleaseHomeSchool', ...consent } as const;
  const accept = { type: 'AcceptSupport', ...consent } as const;
  const commission = {
    type: 'CommissionDeployment',
    commissioner: 'local-authority',
    agreedOn: '2025-10-03',
  } as const;
  it('are given in the role of the one who gives them', () => {
    asHead('137260')(proposed).when(release).then(released);
    asHead('139402')(proposed).when(accept).then(accepted);
    asHead(
      '139402',
      'chair',
    )(proposed)
      .when(accept)
      .then({ ...accepted, data: { ...accepted.data, agreedBy: 'chair' } });
    given(proposed).when(commission).then(approved);
  });
  it('are given once', () => {
    given(proposed, released).when(release).then();
    given(proposed, accepted).when(accept).then();
    given(proposed, approved).when(commission).then();
  });
  it('are not given ahead of time', () => {
    for (const command of [release, accept, commission])
      given(proposed)
        .when({ ...command, agreedOn: '2025-11-13' })
        .refuses('day-in-future');
  });
  it('are not given before there was a proposal', () => {
    for (const command of [release, accept, commission])
      given(proposed)
        .when({ ...command, agreedOn: '2025-08-31' })
        .refuses('consent-before-subject');
  });
});

describe('agreeing', () => {
  const agree = { type: 'AgreeDeployment', mou: 'MOU 17' } as const;
  it('takes a release, an acceptance, an approval and a clean check', () =>
    given(...consented)
      .when(agree, known)
      .then(agreed));
  it.each([
    ['release-missing', [proposed, checked(), accepted, approved]],
    ['acceptance-missing', [proposed, checked(), released, approved]],
    ['approval-missing', [proposed, checked(), released, accepted]],
    ['conflicts-not-checked', [proposed, released, accepted, approved]],
    ['conflict-of-interest', [proposed, checked('interest:family'), released, accepted, approved]],
  ])('refuses: %s', (code, past) =>
    given(...past)
      .when(agree, known)
      .refuses(code),
  );
  it('refuses a conflict that came after the check', () => {
    given(...consented)
      .when(agree, { ...known, sameTrust: true })
      .refuses('conflict-of-interest');
    given(...consented)
      .when(agree, { ...known, interests: [{ with: 'urn:139402', kind: 'family' }] })
      .refuses('conflict-of-interest');
  });
  it('refuses a provider that can no longer be matched', () =>
    given(...consented)
      .when(agree, {
        ...known,
        leader: {
          homeUrn: '137260',
          unfit: { code: 'provider-suspended', detail: 'The provider is suspended.' },
        },
      })
      .refuses('provider-suspended'));
  it('refuses a request that no longer waits', () => {
    given(...consented)
      .when(agree, { ...known, request: { ...request, status: 'withdrawn' } })
      .refuses('request-not-funded');
    given(...consented)
      .when(agree, { ...known, request: { ...request, status: 'matched', deploymentId: 'd2' } })
      .refuses('request-matched');
  });
  it('refuses a cost beyond what is left of the funding', () =>
    given(...consented)
      .when(agree, { ...known, request: { ...request, fundsLeftPence: 139_999 } })
      .refuses('cost-exceeds-funding'));
  it('goes on where it stopped after it matched the request', () =>
    given(...consented)
      .when(agree, { ...known, request: { ...request, status: 'matched', deploymentId: 'd1' } })
      .then(agreed));
  it('refuses a window that is over', () => {
    const late = decisionsOf(deployment, { id: 'd1', now: '2026-03-28T11:00:00.000Z' });
    late(...consented)
      .when(agree, known)
      .refuses('window-over');
  });
  it('matches the request first', () => {
    const [reservation] = deploymentReservations(agree, foldOf(deployment, consented), 'd1', known);
    expect({ ...reservation, take: reservation?.take(UNTIL) }).toEqual({
      take: {
        category: 'brokerage.request',
        id: 'r1',
        command: { type: 'MatchRequest', deploymentId: 'd1', until: UNTIL },
      },
      giveBack: {
        category: 'brokerage.request',
        id: 'r1',
        command: { type: 'ReopenRequest', deploymentId: 'd1' },
      },
      releaseAfter: 28,
    });
  });
});

describe('declining', () => {
  const decline = { type: 'DeclineDeployment', reason: note('d') } as const;
  const by = (side: string): DeploymentEvent => ({
    ...declined,
    data: { ...declined.data, by: side },
  });
  it('gives all days back', () => asHead('137260')(proposed).when(decline).then(declined));
  it('is the word of whoever gives it', () => {
    asHead('139402')(proposed).when(decline).then(by('supportedSchool'));
    given(proposed).when(decline).then(by('broker'));
    decisionsOf(deployment, { id: 'd1', actor: { role: 'board' } })(proposed)
      .when(decline)
      .then(by('commissioner'));
  });
});

describe('starting', () => {
  const start = { type: 'StartDeployment', on: '2025-10-13' } as const;
  it('takes an agreement', () =>
    given(...consented, agreed)
      .when(start)
      .then(started));
  it.each([
    ['release-missing', [proposed, checked(), accepted, approved]],
    ['acceptance-missing', [proposed, checked(), released, approved]],
    ['approval-missing', [proposed, checked(), released, accepted]],
    ['conflicts-not-checked', [proposed, released, accepted, approved]],
    ['conflict-of-interest', [proposed, checked('same-trust'), released, accepted, approved]],
    ['deployment-not-in-state', consented],
  ])('refuses: %s', (code, past) =>
    given(...past)
      .when(start)
      .refuses(code),
  );
  it('is neither ahead of time nor outside the window', () => {
    given(...consented, agreed)
      .when({ ...start, on: '2025-11-13' })
      .refuses('day-in-future');
    given(...consented, agreed)
      .when({ ...start, on: '2025-10-05' })
      .refuses('start-outside-window');
  });
});

describe('visits', () => {
  const visit = {
    type: 'RecordVisit',
    date: '2025-11-05',
    halfDays: 2,
    summary: note('s'),
    nextSteps: note('t'),
  } as const;
  it('are recorded within five working days', () =>
    given(...running)
      .when(visit)
      .then(visited(0, '2025-11-05')));
  it('written up later are marked', () =>
    given(...running)
      .when({ ...visit, date: '2025-11-04' })
      .then(visited(0, '2025-11-04', 2, true)));
  it('have ids of their own', () =>
    given(...running, ...visits)
      .when(visit)
      .then(visited(2, '2025-11-05')));
  it('are refused after the end', () => {
    given(...finished)
      .when(visit)
      .refuses('visit-after-end');
    given(...finished, judged, closed)
      .when(visit)
      .refuses('visit-after-end');
    given(...running, terminated)
      .when(visit)
      .refuses('visit-after-end');
  });
  it('are refused outside the window, and before the start', () => {
    given(...running)
      .when({ ...visit, date: '2025-10-05' })
      .refuses('visit-outside-window');
    given(...running)
      .when({ ...visit, date: '2025-10-12' })
      .refuses('visit-outside-window');
    const late = decisionsOf(deployment, { id: 'd1', now: '2026-04-01T11:00:00.000Z' });
    late(...running)
      .when({ ...visit, date: '2026-03-28' })
      .refuses('visit-outside-window');
  });
  it('are refused beyond the days', () =>
    given(...running, ...visits, visited(2, '2025-11-05'), visited(3, '2025-11-06', 1))
      .when(visit)
      .refuses('days-exceed-agreement'));
  it('are refused ahead of time', () =>
    given(...running)
      .when({ ...visit, date: '2025-11-13' })
      .refuses('day-in-future'));
});

describe('correcting a visit', () => {
  const correct = { type: 'CorrectVisit', visitId: visitId(0), reason: 'Mistyped' } as const;
  const corrected = (
    changes: object,
    halfDaysUsed: number,
    costPence: number,
    halfDaysFreed = 0,
  ): DeploymentEvent => ({
    type: 'VisitCorrected',
    data: {
      ...parties,
      corrects: visitId(0),
      changes,
      reason: 'Mistyped',
      halfDaysUsed,
      costPence,
      halfDaysFreed,
    },
  });
  it('says what changes, and what it comes to', () =>
    given(...running, ...visits)
      .when({ ...correct, date: '2025-10-15', halfDays: 1, summary: note('n') })
      .then(corrected({ date: '2025-10-15', halfDays: 1, summary: note('n') }, 3, 52_500)));
  it('counts from then on', () =>
    given(...running, ...visits, corrected({ halfDays: 0 }, 2, 35_000))
      .when({ ...correct, halfDays: 1 })
      .then(corrected({ halfDays: 1 }, 3, 52_500)));
  it('goes on after the end, and frees days then', () =>
    given(...finished, judged, closed)
      .when({ ...correct, halfDays: 1 })
      .then(corrected({ halfDays: 1 }, 3, 52_500, 1)));
  it('refuses more days once the unused ones were given back', () =>
    given(...running, visited(0, '2025-10-14', 1), midpoint, completed)
      .when({ ...correct, halfDays: 2 })
      .refuses('days-given-back'));
  it('follows the rules of a visit', () => {
    given(...running, ...visits)
      .when({ ...correct, date: '2025-11-13' })
      .refuses('day-in-future');
    given(...running, ...visits)
      .when({ ...correct, date: '2025-10-12' })
      .refuses('visit-outside-window');
    given(...finished)
      .when({ ...correct, date: '2025-11-08' })
      .refuses('visit-outside-window');
    given(
      ...running,
      visited(0, '2025-10-14', 1),
      ...[1, 2, 3].map((n) => visited(n, `2025-11-0${n}`)),
      visited(4, '2025-11-05', 1),
    )
      .when({ ...correct, halfDays: 2 })
      .refuses('days-exceed-agreement');
  });
  it('refuses a visit that was not recorded, and a change of nothing', () => {
    given(...running)
      .when({ ...correct, halfDays: 1 })
      .refuses('visit-unknown');
    given(...running, ...visits)
      .when({ ...correct, halfDays: 2, date: '2025-10-14' })
      .refuses('nothing-to-correct');
  });
});

describe('on the way', () => {
  it('it is rated, with a reason', () =>
    given(...running)
      .when({ type: 'RateRag', rag: 'amber', rationale: note('r') })
      .then({ type: 'RagRated', data: { deploymentId, rag: 'amber', rationale: note('r') } }));
  it('its midpoint is reviewed, once', () => {
    const review = {
      type: 'ReviewMidpoint',
      working: note('w'),
      changes: note('c'),
      exitPlan: note('e'),
    } as const;
    given(...running)
      .when(review)
      .then(midpoint);
    given(...running, midpoint)
      .when(review)
      .refuses('midpoint-reviewed');
  });
  it('it rests and goes on', () => {
    given(...running)
      .when({ type: 'PauseDeployment', reason: note('p') })
      .then(paused);
    given(...running, paused)
      .when({ type: 'ResumeDeployment' })
      .then(resumed);
  });
});

describe('extending', () => {
  const extend = { type: 'ExtendDeployment', halfDays: 1, onBehalfOf: 'commissioner' } as const;
  const extended = (halfDays: number, to: string): DeploymentEvent => ({
    type: 'DeploymentExtended',
    data: {
      deploymentId,
      leaderId: 'p1',
      halfDays,
      window: { from: window.from, to },
      by: 'broker',
    },
  });
  it('gives more days, more time, or both', () => {
    given(...running)
      .when(extend, known)
      .then(extended(1, '2026-03-27'));
    given(...running)
      .when({ ...extend, halfDays: 0, to: '2026-05-22' }, known)
      .then(extended(0, '2026-05-22'));
  });
  it('reserves the further days first', () => {
    const command = { ...extend, to: '2026-05-22' };
    const [reservation] = deploymentReservations(command, foldOf(deployment, running), 'd1', known);
    expect(reservation?.take(UNTIL).command).toEqual({
      type: 'ReserveDays',
      deploymentId: 'd1',
      focusArea: 'maths',
      halfDays: 1,
      window: { from: '2025-10-06', to: '2026-05-22' },
      until: UNTIL,
    });
    expect(reservation?.giveBack.command).toMatchObject({ type: 'ReleaseDays', halfDays: 1 });
  });
  it('lets visits go on', () =>
    given(
      ...running,
      ...visits,
      visited(2, '2025-11-05'),
      visited(3, '2025-11-06'),
      extended(1, '2026-03-27'),
    )
      .when({
        type: 'RecordVisit',
        date: '2025-11-07',
        halfDays: 1,
        summary: note('s'),
        nextSteps: note('t'),
      })
      .then(visited(4, '2025-11-07', 1)));
  it('refuses a cost beyond what is funded', () =>
    given(...running)
      .when({ ...extend, halfDays: 2 }, known)
      .refuses('cost-exceeds-funding'));
  it('refuses less time, and nothing at all', () => {
    given(...running)
      .when({ ...extend, to: '2026-03-26' }, known)
      .refuses('window-shrinks');
    given(...running)
      .when({ ...extend, halfDays: 0 }, known)
      .refuses('nothing-to-extend');
  });
});

describe('the end', () => {
  const complete = { type: 'CompleteDeployment', on: '2025-11-07' } as const;
  it('says what was used, what was not, and what it cost', () =>
    given(...running, ...visits, midpoint)
      .when(complete)
      .then(completed));
  it('of four days or more comes after the midpoint review', () => {
    given(...running, ...visits)
      .when(complete)
      .refuses('midpoint-missing');
    const short = running.map((it) =>
      it.type === 'DeploymentProposed' ? { ...it, data: { ...it.data, halfDays: 7 } } : it,
    );
    given(...short)
      .when(complete)
      .then({
        type: 'DeploymentCompleted',
        data: { ...completed.data, halfDaysUsed: 0, halfDaysUnused: 7, costPence: 0 },
      });
  });
  it('is not before the last visit, nor ahead of time', () => {
    given(...running, ...visits, midpoint)
      .when({ ...complete, on: '2025-11-03' })
      .refuses('ends-before-last-visit');
    given(...running, ...visits, midpoint)
      .when({ ...complete, on: '2025-11-13' })
      .refuses('day-in-future');
  });
  it('can come early, for a reason', () => {
    const terminate = { type: 'TerminateDeployment', reason: note('x'), on: '2025-11-07' } as const;
    given(...running, ...visits)
      .when(terminate)
      .then(terminated);
    given(...running, ...visits)
      .when({ ...terminate, on: '2025-11-03' })
      .refuses('ends-before-last-visit');
  });
  it('is judged by the supported school, which may think again', () => {
    const judge = { type: 'JudgeImpact', grade: 3, comment: note('j') } as const;
    asHead('139402')(...finished)
      .when(judge)
      .then(judged);
    asHead('139402')(...finished, judged)
      .when(judge)
      .then(judged);
  });
  it('is closed once it is judged', () => {
    given(...finished, judged)
      .when({ type: 'CloseDeployment' })
      .then(closed);
    given(...finished)
      .when({ type: 'CloseDeployment' })
      .refuses('impact-not-judged');
  });
});

describe('any other transition', () => {
  const states: Record<string, readonly DeploymentEvent[]> = {
    proposed: consented,
    agreed: [...consented, agreed],
    active: [...running, midpoint],
    paused: [...running, midpoint, paused],
    completed: [...finished, judged],
    closed: [...finished, judged, closed],
    declined: [proposed, declined],
    terminated: [...running, terminated],
  };
  const on = '2025-11-10';
  const moves: readonly (readonly [DeploymentCommand, readonly string[]])[] = [
    [{ type: 'CheckConflicts', declared: 'none' }, ['proposed']],
    [{ type: 'ReleaseHomeSchool', ...consent }, ['proposed']],
    [{ type: 'AcceptSupport', ...consent }, ['proposed']],
    [
      { type: 'CommissionDeployment', commissioner: 'school', agreedOn: '2025-10-03' },
      ['proposed'],
    ],
    [{ type: 'AgreeDeployment', mou: 'MOU 17' }, ['proposed']],
    [{ type: 'DeclineDeployment', reason: note('d') }, ['proposed']],
    [{ type: 'StartDeployment', on }, ['agreed']],
    [{ type: 'RateRag', rag: 'red', rationale: note('r') }, ['active', 'paused']],
    [{ type: 'ExtendDeployment', halfDays: 1, onBehalfOf: 'commissioner' }, ['active', 'paused']],
    [{ type: 'PauseDeployment', reason: note('p') }, ['active']],
    [{ type: 'ResumeDeployment' }, ['paused']],
    [{ type: 'CompleteDeployment', on }, ['active', 'paused']],
    [{ type: 'JudgeImpact', grade: 4, comment: note('j') }, ['completed']],
    [{ type: 'CloseDeployment' }, ['completed']],
    [{ type: 'TerminateDeployment', reason: note('x'), on }, ['agreed', 'active', 'paused']],
  ];
  const context = {
    id: 'd1',
    now: '2025-11-12T11:00:00.000Z',
    today: '2025-11-12',
    begunOn: '2025-10-01',
    actor: { id: 'broker-1', role: 'broker', urns: [] },
    known,
  };
  for (const [command, allowed] of moves)
    for (const [state, past] of Object.entries(states))
      if (allowed.includes(state))
        it(`${command.type} is possible when ${state}`, () => {
          expect(() => deployment.decide(command, foldOf(deployment, past), context)).not.toThrow();
        });
      else
        it(`${command.type} is refused when ${state}`, () =>
          given(...past)
            .when(command, known)
            .refuses('deployment-not-in-state'));
  for (const state of ['proposed', 'agreed', 'completed', 'closed', 'declined', 'terminated'])
    it(`ReviewMidpoint is refused when ${state}`, () =>
      given(...(states[state] ?? []))
        .when({
          type: 'ReviewMidpoint',
          working: note('w'),
          changes: note('c'),
          exitPlan: note('e'),
        })
        .refuses('deployment-not-in-state'));
  for (const state of ['proposed', 'agreed', 'paused', 'declined'])
    it(`RecordVisit is refused when ${state}`, () =>
      given(...(states[state] ?? []))
        .when({
          type: 'RecordVisit',
          date: '2025-11-05',
          halfDays: 1,
          summary: note('s'),
          nextSteps: note('t'),
        })
        .refuses('deployment-not-in-state'));
});
