import { expect, it } from '@jest/globals';
import { asOfEqualsFold, rowsOf } from '#testing';
import { brokerInbox } from './broker-inbox.projection.js';

const ids = { referralId: 'n1', needId: 'n1' };
const referred = {
  type: 'NeedReferred',
  data: { ...ids, urn: '139402', focusArea: 'maths', severity: 3 },
  occurredOn: '2025-09-26',
} as const;
const settled = {
  type: 'ReferralSettled',
  data: { ...ids, urn: '139402', requestId: 'r1' },
} as const;

it('shows a referral and until when a broker should be in contact', () => {
  expect(rowsOf(brokerInbox, referred)).toEqual({
    'referral:n1': {
      key: 'referral:n1',
      scope: ['urn:139402'],
      referralId: 'n1',
      needId: 'n1',
      urn: '139402',
      focusArea: 'maths',
      severity: 3,
      state: 'referred',
      referredOn: '2025-09-26',
      contactBy: '2025-10-03',
      acknowledgedOn: null,
      requestId: null,
    },
  });
});

it('shows when a broker was in contact, and which request followed', () => {
  const acknowledged = {
    type: 'ReferralAcknowledged',
    data: { ...ids, by: 'broker' },
    occurredOn: '2025-09-29',
  } as const;
  expect(rowsOf(brokerInbox, referred, acknowledged)['referral:n1']).toMatchObject({
    state: 'acknowledged',
    acknowledgedOn: '2025-09-29',
  });
  expect(rowsOf(brokerInbox, referred, acknowledged, settled)['referral:n1']).toMatchObject({
    state: 'settled',
    requestId: 'r1',
  });
});

it('has nothing to show of a need that was settled before it was referred', () => {
  expect(rowsOf(brokerInbox, settled)).toEqual({});
});

it('is the same of any past moment, folded from the events about the referral', () => {
  asOfEqualsFold(brokerInbox, referred, settled);
});
