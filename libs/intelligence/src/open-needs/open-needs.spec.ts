import { expect, it } from '@jest/globals';
import { rowsOf } from '#testing';
import { openNeeds } from './open-needs.projection.js';

const identified = {
  type: 'NeedIdentified',
  data: {
    needId: 'n1',
    urn: '139402',
    focusArea: 'maths',
    severity: 3,
    source: 'data',
    evidenceRefs: [],
  },
  occurredOn: '2025-09-12',
} as const;
const takenUp = {
  type: 'NeedTakenUp',
  data: { needId: 'n1', requestId: 'r1', until: '2025-10-29' },
} as const;

it('shows a need from the day it was noticed, and who has taken it up', () => {
  expect(rowsOf(openNeeds, identified, takenUp)).toEqual({
    'need:n1': {
      key: 'need:n1',
      scope: ['urn:139402'],
      needId: 'n1',
      urn: '139402',
      focusArea: 'maths',
      severity: 3,
      state: 'takenUp',
      since: '2025-09-12',
      requestId: 'r1',
    },
  });
});

it('waits for support again when the request lets it go', () => {
  const released = {
    type: 'NeedReleased',
    data: { needId: 'n1', requestId: 'r1', reason: 'withdrawn' },
  } as const;
  expect(rowsOf(openNeeds, identified, takenUp, released)['need:n1']).toMatchObject({
    state: 'validated',
    requestId: null,
  });
});

it('leaves once the need is met', () => {
  const met = { type: 'NeedMet', data: { needId: 'n1', evaluationId: 'e1' } } as const;
  expect(rowsOf(openNeeds, identified, takenUp, met)).toEqual({});
});
