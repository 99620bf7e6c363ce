import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import { referral } from './referral.js';
import type { ReferralEvent } from './referral.events.js';

const given = decisionsOf(referral, { id: 'n1' });
const ids = { referralId: 'n1', needId: 'n1' };
const refer = {
  type: 'ReferNeed',
  needId: 'n1',
  urn: '139402',
  focusArea: 'maths',
  severity: 3,
} as const;
const referred: ReferralEvent = {
  type: 'NeedReferred',
  data: { ...ids, urn: '139402', focusArea: 'maths', severity: 3 },
};
const acknowledged: ReferralEvent = {
  type: 'ReferralAcknowledged',
  data: { ...ids, by: 'broker' },
};
const settle = {
  type: 'SettleReferral',
  needId: 'n1',
  urn: '139402',
  requestId: 'r1',
} as const;
const settled: ReferralEvent = {
  type: 'ReferralSettled',
  data: { ...ids, urn: '139402', requestId: 'r1' },
};

describe('a referral', () => {
  it('is made once for a need', () => {
    given().when(refer).then(referred);
    given(referred).when(refer).then();
  });
  it('is acknowledged by a broker, once', () => {
    given(referred).when({ type: 'AcknowledgeReferral' }).then(acknowledged);
    given(referred, acknowledged).when({ type: 'AcknowledgeReferral' }).then();
  });
  it('is not acknowledged before it is made, nor after it is settled', () => {
    given().when({ type: 'AcknowledgeReferral' }).refuses('referral-unknown');
    given(referred, settled).when({ type: 'AcknowledgeReferral' }).refuses('referral-settled');
  });
  it('is settled once, acknowledged or not', () => {
    given(referred).when(settle).then(settled);
    given(referred, acknowledged).when(settle).then(settled);
    given(referred, settled).when(settle).then();
  });
  it('may be settled before it arrives, and stays so', () => {
    given().when(settle).then(settled);
    given(settled).when(refer).then();
  });
});
