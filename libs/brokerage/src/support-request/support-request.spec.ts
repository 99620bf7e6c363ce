import { describe, expect, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import { supportRequestReservations } from './reservations.js';
import { supportRequest } from './support-request.js';
import type { SupportRequestEvent } from './support-request.events.js';

const given = decisionsOf(supportRequest, { id: 'r1' });
const ids = { requestId: 'r1', needId: 'n1' };
const window = { from: '2025-10-06', to: '2025-12-12' };
const raise = {
  type: 'RaiseRequest',
  needId: 'n1',
  halfDays: 8,
  window,
  budgetPence: 160_000,
  modality: 'onsite',
} as const;
const validated = {
  need: { status: 'validated', urn: '139402', focusArea: 'maths' },
} as const;
const requested: SupportRequestEvent = {
  type: 'BrokerageRequested',
  data: {
    ...ids,
    urn: '139402',
    focusArea: 'maths',
    halfDays: 8,
    window,
    budgetPence: 160_000,
    modality: 'onsite',
  },
};
const triaged: SupportRequestEvent = {
  type: 'RequestTriaged',
  data: { requestId: 'r1', priority: 'urgent' },
};
const funding = {
  funder: 'Essex County Council',
  stream: 'statutory',
  amountPence: 100_000,
} as const;
const funded: SupportRequestEvent = {
  type: 'FundingApproved',
  data: { requestId: 'r1', ...funding },
};
const matched: SupportRequestEvent = {
  type: 'RequestMatched',
  data: { ...ids, deploymentId: 'd1', until: '2025-10-29' },
};
const reopened: SupportRequestEvent = {
  type: 'RequestReopened',
  data: { ...ids, deploymentId: 'd1', halfDaysSpent: 2, spentPence: 35_000 },
};
const withdrawn: SupportRequestEvent = {
  type: 'RequestWithdrawn',
  data: { ...ids, reason: 'Help was found' },
};
const declined: SupportRequestEvent = {
  type: 'RequestDeclined',
  data: { ...ids, reason: 'No money' },
};
const closed: SupportRequestEvent = { type: 'RequestClosed', data: { ...ids, deploymentId: 'd1' } };

const deployment = (
  stage: 'unknown' | 'pending' | 'live' | 'closed' | 'ended',
  more: { requestId?: string; halfDaysUsed?: number; costPence?: number } = {},
) => ({
  deployment: {
    requestId: 'r1',
    stage,
    over: stage === 'closed' || stage === 'ended',
    holdsHalfDays: 0,
    halfDaysUsed: 0,
    costPence: 0,
    ...more,
  },
});

describe('raising a request', () => {
  it('asks for support to meet a validated need', () =>
    given().when(raise, validated).then(requested));
  it('takes the need up first, and lets it go when it comes to nothing', () => {
    const [reservation] = supportRequestReservations(raise, { status: 'none' }, 'r1');
    expect({ ...reservation, take: reservation?.take('2025-10-29') }).toMatchObject({
      take: {
        category: 'intelligence.need',
        id: 'n1',
        command: { type: 'TakeUpNeed', requestId: 'r1', until: '2025-10-29' },
      },
      giveBack: { id: 'n1', command: { type: 'ReleaseNeed', requestId: 'r1' } },
    });
  });
  it('goes on where it stopped after it took the need up', () =>
    given()
      .when(raise, {
        need: { status: 'takenUp', requestId: 'r1', urn: '139402', focusArea: 'maths' },
      })
      .then(requested));
  it('refuses a need that is not validated', () =>
    given()
      .when(raise, { need: { ...validated.need, status: 'identified' } })
      .refuses('need-not-validated'));
  it('refuses a need that another request has taken up', () =>
    given()
      .when(raise, { need: { ...validated.need, status: 'takenUp', requestId: 'r2' } })
      .refuses('need-taken-up'));
  it.each(['met', 'withdrawn', 'unknown'] as const)('refuses a need that is %s', (status) =>
    given()
      .when(raise, { need: status === 'unknown' ? { status } : { ...validated.need, status } })
      .refuses('need-not-open'),
  );
  it('refuses a window in the past, or one that ends before it begins', () => {
    given()
      .when({ ...raise, window: { from: '2025-09-01', to: '2025-09-30' } }, validated)
      .refuses('window-over');
    given()
      .when({ ...raise, window: { from: '2025-12-12', to: '2025-10-06' } }, validated)
      .refuses('window-reversed');
  });
  it('refuses the same request again', () =>
    given(requested).when(raise, validated).refuses('request-exists'));
  it('comes before everything else', () =>
    given().when({ type: 'TriageRequest', priority: 'soon' }).refuses('request-unknown'));
});

describe('triage and funding', () => {
  it('says how soon', () =>
    given(requested).when({ type: 'TriageRequest', priority: 'urgent' }).then(triaged));
  it('funds what is triaged', () =>
    given(requested, triaged)
      .when({ type: 'FundRequest', ...funding })
      .then(funded));
  it('adds a second purse', () => {
    const grant = { funder: 'A charity', stream: 'grant', amountPence: 60_000 } as const;
    given(requested, triaged, funded)
      .when({ type: 'FundRequest', ...grant })
      .then({ type: 'FundingApproved', data: { requestId: 'r1', ...grant } });
  });
  it('does not unmatch what is matched', () =>
    given(requested, triaged, funded, matched, funded)
      .when({ type: 'MatchRequest', deploymentId: 'd2' }, deployment('pending'))
      .refuses('request-matched'));
  it('refuses to fund what is not triaged', () =>
    given(requested)
      .when({ type: 'FundRequest', ...funding })
      .refuses('request-not-in-state'));
});

describe('a match', () => {
  const match = { type: 'MatchRequest', deploymentId: 'd1' } as const;
  const waiting = [requested, triaged, funded];
  it('is made with a deployment that answers the request', () =>
    given(...waiting)
      .when(match, deployment('pending'))
      .then(matched));
  it('is made once', () =>
    given(...waiting, matched)
      .when(match, deployment('live'))
      .then());
  it('is made with one deployment only', () =>
    given(...waiting, matched)
      .when({ ...match, deploymentId: 'd2' }, deployment('pending'))
      .refuses('request-matched'));
  it('needs funding', () =>
    given(requested, triaged).when(match, deployment('pending')).refuses('request-not-in-state'));
  it('refuses a deployment that answers another request, or came to nothing', () => {
    given(...waiting)
      .when(match, deployment('pending', { requestId: 'r2' }))
      .refuses('deployment-elsewhere');
    given(...waiting)
      .when(match, deployment('ended'))
      .refuses('deployment-elsewhere');
    given(...waiting)
      .when(match)
      .refuses('deployment-elsewhere');
  });
  it('is undone when the deployment ends early, less what it spent', () => {
    const reopen = { type: 'ReopenRequest', deploymentId: 'd1' } as const;
    given(...waiting, matched)
      .when(reopen, deployment('ended', { halfDaysUsed: 2, costPence: 35_000 }))
      .then(reopened);
    given(...waiting, matched, reopened)
      .when({ ...match, deploymentId: 'd2' }, deployment('pending'))
      .then({ type: 'RequestMatched', data: { ...ids, deploymentId: 'd2', until: '2025-10-29' } });
  });
  it('stays while its deployment lives', () =>
    given(...waiting, matched)
      .when({ type: 'ReopenRequest', deploymentId: 'd1' }, deployment('live'))
      .then());
  it('with another deployment is not undone', () => {
    given(...waiting, matched)
      .when({ type: 'ReopenRequest', deploymentId: 'd2' }, deployment('ended'))
      .then();
    given(...waiting)
      .when({ type: 'ReopenRequest', deploymentId: 'd1' }, deployment('ended'))
      .then();
  });
  it('is closed with its deployment, once', () => {
    given(...waiting, matched)
      .when({ type: 'CloseRequest' }, deployment('closed'))
      .then(closed);
    given(...waiting, matched, closed)
      .when({ type: 'CloseRequest' }, deployment('closed'))
      .then();
  });
  it('is not closed while its deployment is open', () =>
    given(...waiting, matched)
      .when({ type: 'CloseRequest' }, deployment('live'))
      .refuses('deployment-not-closed'));
});

describe('an end without a match', () => {
  it.each([[[requested]], [[requested, triaged]], [[requested, triaged, funded]]])(
    'comes by withdrawal or by decline',
    (past) => {
      given(...past)
        .when({ type: 'WithdrawRequest', reason: 'Help was found' })
        .then(withdrawn);
      given(...past)
        .when({ type: 'DeclineRequest', reason: 'No money' })
        .then(declined);
    },
  );
  it('does not come once it is matched', () => {
    given(requested, triaged, funded, matched)
      .when({ type: 'WithdrawRequest', reason: 'Help was found' })
      .refuses('request-not-in-state');
    given(requested, triaged, funded, matched)
      .when({ type: 'DeclineRequest', reason: 'No money' })
      .refuses('request-not-in-state');
  });
  it.each([
    ['withdrawn', withdrawn],
    ['declined', declined],
  ])('is final: nothing can be done with a request that is %s', (_, end) => {
    for (const command of [
      { type: 'TriageRequest', priority: 'soon' },
      { type: 'FundRequest', ...funding },
      { type: 'MatchRequest', deploymentId: 'd1' },
      { type: 'WithdrawRequest', reason: 'Again' },
      { type: 'DeclineRequest', reason: 'Again' },
      { type: 'CloseRequest' },
    ] as const)
      given(requested, triaged, funded, end)
        .when(command, deployment('pending'))
        .refuses('request-not-in-state');
  });
});
