import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import { need } from './need.js';
import type { NeedEvent } from './need.events.js';

const given = decisionsOf(need, { id: 'n1' });
const identify = {
  type: 'IdentifyNeed',
  urn: '139402',
  focusArea: 'maths',
  severity: 3,
  source: 'data',
  evidenceRefs: ['ks4-2024'],
} as const;
const agreement = { agreedBy: 'headteacher', agreedOn: '2025-09-30' };
const identified: NeedEvent = {
  type: 'NeedIdentified',
  data: {
    needId: 'n1',
    urn: '139402',
    focusArea: 'maths',
    severity: 3,
    source: 'data',
    evidenceRefs: ['ks4-2024'],
  },
};
const validated: NeedEvent = {
  type: 'NeedValidated',
  data: { needId: 'n1', urn: '139402', focusArea: 'maths', severity: 3, ...agreement },
};
const takenUp: NeedEvent = { type: 'NeedTakenUp', data: { needId: 'n1', requestId: 'r1' } };

describe('a need', () => {
  it('is identified at an open school', () =>
    given().when(identify, { schoolOpen: true }).then(identified));
  it('is refused at a closed school', () =>
    given().when(identify, { schoolOpen: false }).refuses('school-not-open'));
  it('is validated when the school agrees', () =>
    given(identified)
      .when({ type: 'ValidateNeed', ...agreement })
      .then(validated));
  it('is not validated without evidence', () =>
    given({ ...identified, data: { ...identified.data, evidenceRefs: [] } })
      .when({ type: 'ValidateNeed', ...agreement })
      .refuses('need-without-evidence'));
  it('is not validated ahead of time', () =>
    given(identified)
      .when({ type: 'ValidateNeed', agreedBy: 'chair', agreedOn: '2025-10-02' })
      .refuses('day-in-future'));
});

describe('taking a need up', () => {
  it('needs validation first', () =>
    given(identified).when({ type: 'TakeUpNeed', requestId: 'r1' }).refuses('need-not-validated'));
  it('is for one request at a time', () =>
    given(identified, validated, takenUp)
      .when({ type: 'TakeUpNeed', requestId: 'r2' })
      .refuses('need-taken-up'));
  it('can be repeated by the same request', () =>
    given(identified, validated, takenUp).when({ type: 'TakeUpNeed', requestId: 'r1' }).then());
});
