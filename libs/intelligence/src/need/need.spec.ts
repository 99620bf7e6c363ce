import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import { need } from './need.js';
import type { NeedEvent } from './need.events.js';

const given = decisionsOf(need, { id: 'n1', actor: { role: 'headteacher' } });
const identify = {
  type: 'IdentifyNeed',
  urn: '139402',
  focusArea: 'maths',
  severity: 3,
  source: 'data',
  evidenceRefs: ['ks4-2024'],
} as const;
const agreement = { agreedOn: '2025-09-30' };
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
  data: {
    needId: 'n1',
    urn: '139402',
    focusArea: 'maths',
    severity: 3,
    agreedBy: 'headteacher',
    ...agreement,
  },
};
const takenUp: NeedEvent = {
  type: 'NeedTakenUp',
  data: { needId: 'n1', requestId: 'r1', until: '2025-10-29' },
};

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
      .when({ type: 'ValidateNeed', agreedOn: '2025-10-02' })
      .refuses('day-in-future'));
  it('is not validated before it was noticed', () =>
    given(identified)
      .when({ type: 'ValidateNeed', agreedOn: '2025-08-31' })
      .refuses('consent-before-subject'));
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
  it('is for 28 days, or as long as was asked for, within bounds', () => {
    const until = (day: string): NeedEvent => ({
      ...takenUp,
      data: { ...takenUp.data, until: day },
    });
    const take = { type: 'TakeUpNeed', requestId: 'r1' } as const;
    const when = (day?: string) =>
      given(identified, validated).when(day === undefined ? take : { ...take, until: day });
    when().then(takenUp);
    when('2025-10-05').then(until('2025-10-05'));
    when('2025-09-30').refuses('held-in-the-past');
    when('2025-11-27').refuses('held-too-long');
  });
});

describe('letting a need go', () => {
  const release = {
    type: 'ReleaseNeed',
    requestId: 'r1',
    reason: 'No request followed in time',
  } as const;
  const released: NeedEvent = {
    type: 'NeedReleased',
    data: { needId: 'n1', requestId: 'r1', reason: release.reason },
  };
  const past = [identified, validated, takenUp];
  it('lets it wait again', () =>
    given(...past)
      .when(release, { requestOpen: false })
      .then(released));
  it('changes nothing while its request is open, or when another took it up', () => {
    given(...past)
      .when(release, { requestOpen: true })
      .then();
    given(...past)
      .when({ ...release, requestId: 'r2' }, { requestOpen: false })
      .then();
  });
});
