import { describe, expect, it } from '@jest/globals';
import { answersOf, type AnyProcess, type Event } from '#eventing';
import { recorded } from '#testing';
import { closeRequest } from './close-request.process.js';
import { matchRequest } from './match-request.process.js';
import { referValidatedNeed } from './refer-validated-need.process.js';
import { releaseOrphanedReservations } from './release-orphaned-reservations.process.js';
import { releaseUnusedDays } from './release-unused-days.process.js';
import { reopenRequest } from './reopen-request.process.js';
import { settleReferral } from './settle-referral.process.js';

const parties = {
  deploymentId: 'd1',
  requestId: 'r1',
  needId: 'n1',
  leaderId: 'p1',
  urn: '139402',
  homeUrn: '137260',
  kpiIds: ['k1'],
};
const outturn = { halfDaysUsed: 3, halfDaysUnused: 5, costPence: 52_500 };

/** What a process sends when it hears of an event. */
function hearing(process: AnyProcess, event: Event) {
  return answersOf(process, recorded([event])[0]!);
}
const toRequest = (command: object) => [{ category: 'brokerage.request', id: 'r1', command }];
const toProvider = (halfDays: number, why: string) => [
  {
    category: 'brokerage.provider',
    id: 'p1',
    command: { type: 'ReleaseDays', deploymentId: 'd1', halfDays, why },
  },
];

it('a validated need goes to the broker’s inbox under its own id', () => {
  const need = { needId: 'n1', urn: '139402', focusArea: 'maths', severity: 3 };
  const data = { ...need, agreedBy: 'chair', agreedOn: '2025-10-01' };
  expect(hearing(referValidatedNeed, { type: 'NeedValidated', data })).toEqual([
    { category: 'brokerage.referral', id: 'n1', command: { type: 'ReferNeed', ...need } },
  ]);
});

it('a need for which support is requested leaves the inbox', () => {
  const data = { requestId: 'r1', needId: 'n1', urn: '139402' };
  expect(hearing(settleReferral, { type: 'BrokerageRequested', data })).toEqual([
    { category: 'brokerage.referral', id: 'n1', command: { type: 'SettleReferral', ...data } },
  ]);
});

describe('a request', () => {
  it('is matched by the deployment that is agreed', () =>
    expect(hearing(matchRequest, { type: 'DeploymentAgreed', data: parties })).toEqual(
      toRequest({ type: 'MatchRequest', deploymentId: 'd1' }),
    ));
  it.each(['DeploymentDeclined', 'DeploymentTerminated'])('waits again after %s', (type) =>
    expect(hearing(reopenRequest, { type, data: parties })).toEqual(
      toRequest({ type: 'ReopenRequest', deploymentId: 'd1' }),
    ),
  );
  it('waits again when what it was matched with is not agreed in time', () => {
    const data = { requestId: 'r1', needId: 'n1', deploymentId: 'd1', until: '2025-10-29' };
    const command = { type: 'ReopenRequest', deploymentId: 'd1' };
    expect(hearing(reopenRequest, { type: 'RequestMatched', data })).toEqual([
      { category: 'brokerage.request', id: 'r1', command, notBefore: '2025-10-30' },
    ]);
  });
  it('is closed with its deployment', () =>
    expect(hearing(closeRequest, { type: 'DeploymentClosed', data: parties })).toEqual(
      toRequest({ type: 'CloseRequest' }),
    ));
});

describe('days that were not used go back', () => {
  it.each([
    ['DeploymentDeclined', 'declined'],
    ['DeploymentTerminated', 'terminated'],
    ['DeploymentCompleted', 'completed'],
  ])('after %s', (type, why) =>
    expect(hearing(releaseUnusedDays, { type, data: { ...parties, ...outturn } })).toEqual(
      toProvider(5, why),
    ),
  );
  it('after a correction that frees some, and only then', () => {
    const data = { ...parties, corrects: 'v1', changes: {}, reason: 'Mistyped', ...outturn };
    const corrected = (halfDaysFreed: number) =>
      hearing(releaseUnusedDays, { type: 'VisitCorrected', data: { ...data, halfDaysFreed } });
    expect(corrected(1)).toEqual(toProvider(1, 'corrected'));
    expect(corrected(0)).toEqual([]);
  });
});

it('days that were reserved go back on the day after the last by which a deployment should have followed', () => {
  const data = { providerId: 'p1', deploymentId: 'd1', halfDays: 6, until: '2025-10-29' };
  expect(hearing(releaseOrphanedReservations, { type: 'DaysReserved', data })).toEqual([
    { ...toProvider(6, 'expired')[0], notBefore: '2025-10-30' },
  ]);
});
