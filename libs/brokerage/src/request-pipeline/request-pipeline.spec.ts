import { expect, it } from '@jest/globals';
import { asOfEqualsFold, rowsOf } from '#testing';
import { type SupportRequestEvent } from '../support-request/support-request.events.js';
import { requestPipeline } from './request-pipeline.projection.js';

const ids = { requestId: 'r1', needId: 'n1' };
const requested: SupportRequestEvent & { occurredOn: string } = {
  type: 'BrokerageRequested',
  data: {
    ...ids,
    urn: '139402',
    focusArea: 'maths',
    halfDays: 8,
    window: { from: '2025-10-06', to: '2025-12-12' },
    budgetPence: 160_000,
    modality: 'onsite',
  },
  occurredOn: '2025-09-29',
};
const triaged: SupportRequestEvent = {
  type: 'RequestTriaged',
  data: { requestId: 'r1', priority: 'urgent' },
};
const funded = (amountPence: number): SupportRequestEvent => ({
  type: 'FundingApproved',
  data: { requestId: 'r1', funder: 'County', stream: 'grant', amountPence },
});
const matched: SupportRequestEvent = {
  type: 'RequestMatched',
  data: { ...ids, deploymentId: 'd1', until: '2025-10-29' },
};
const after = (...events: SupportRequestEvent[]) =>
  rowsOf(requestPipeline, requested, ...events)['request:r1'];

it('shows what is wanted from the day it was raised', () => {
  expect(after()).toEqual({
    key: 'request:r1',
    scope: ['urn:139402'],
    requestId: 'r1',
    needId: 'n1',
    urn: '139402',
    focusArea: 'maths',
    state: 'raised',
    priority: null,
    raisedOn: '2025-09-29',
    halfDays: 8,
    windowFrom: '2025-10-06',
    windowTo: '2025-12-12',
    modality: 'onsite',
    budgetPence: 160_000,
    fundedPence: 0,
    spentPence: 0,
    deploymentId: null,
  });
});

it('adds up what is approved, also once it is matched', () => {
  expect(after(triaged, funded(100_000))).toMatchObject({
    state: 'funded',
    priority: 'urgent',
    fundedPence: 100_000,
  });
  expect(after(triaged, funded(100_000), matched, funded(60_000))).toMatchObject({
    state: 'matched',
    deploymentId: 'd1',
    fundedPence: 160_000,
  });
});

it('waits again after an early end, with what is left', () => {
  const reopened: SupportRequestEvent = {
    type: 'RequestReopened',
    data: { ...ids, deploymentId: 'd1', halfDaysSpent: 2, spentPence: 35_000 },
  };
  expect(after(triaged, funded(100_000), matched, reopened)).toMatchObject({
    state: 'funded',
    halfDays: 6,
    spentPence: 35_000,
    deploymentId: null,
  });
});

it.each([
  ['withdrawn', { type: 'RequestWithdrawn', data: { ...ids, reason: 'Help was found' } }],
  ['declined', { type: 'RequestDeclined', data: { ...ids, reason: 'No money' } }],
  ['closed', { type: 'RequestClosed', data: { ...ids, deploymentId: 'd1' } }],
] as const)('shows that it was %s', (state, event) => {
  expect(after(triaged, event)).toMatchObject({ state });
});

it('is the same of any past moment, folded from the events about the request', () => {
  asOfEqualsFold(requestPipeline, requested, triaged, funded(1), matched);
});
