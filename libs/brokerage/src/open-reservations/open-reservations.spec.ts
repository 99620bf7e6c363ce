import { describe, expect, it } from '@jest/globals';
import { asOfEqualsFold, rowsOf } from '#testing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';
import type { ProviderEvent } from '../provider/provider.events.js';
import { openReservations } from './open-reservations.projection.js';

const window = { from: '2025-10-06', to: '2025-12-12' };
const reserved = (halfDays: number, until = '2025-10-29') =>
  ({
    type: 'DaysReserved',
    data: {
      providerId: 'p1',
      deploymentId: 'd1',
      focusArea: 'maths',
      halfDays,
      year: '202526',
      window,
      until,
    },
  }) satisfies ProviderEvent;
const proposed = {
  type: 'DeploymentProposed',
  data: {
    deploymentId: 'd1',
    requestId: 'r1',
    needId: 'n1',
    leaderId: 'p1',
    urn: '139402',
    homeUrn: '137260',
    kpiIds: [],
    focusArea: 'maths',
    objectives: ['Fluency'],
    successCriteria: [],
    halfDays: 8,
    dayRatePence: 35_000,
    window,
  },
} satisfies DeploymentEvent;
const extended = (halfDays: number) =>
  ({
    type: 'DeploymentExtended',
    data: { deploymentId: 'd1', leaderId: 'p1', halfDays, window, by: 'commissioner' },
  }) satisfies DeploymentEvent;
const released = (halfDays: number, why: string, over = false) =>
  ({
    type: 'DaysReleased',
    data: { providerId: 'p1', deploymentId: 'd1', halfDays, year: '202526', why, over },
  }) satisfies ProviderEvent;

describe('days held for a deployment', () => {
  const key = 'provider:p1|deployment:d1';
  it('are shown until it follows', () => {
    expect(rowsOf(openReservations, reserved(8))).toEqual({
      [key]: {
        key,
        scope: [],
        providerId: 'p1',
        deploymentId: 'd1',
        halfDays: 8,
        until: '2025-10-29',
        factId: 'fact-0',
      },
    });
    expect(rowsOf(openReservations, reserved(8), proposed)).toEqual({});
  });
  it('are shown until they are given back', () => {
    expect(rowsOf(openReservations, reserved(8), released(8, 'not-followed'))).toEqual({});
    expect(rowsOf(openReservations, reserved(8), released(8, 'expired'))).toEqual({});
  });
  it('are shown for an extension that did not follow, also when another did, and after the end', () => {
    const orphan = [
      reserved(8),
      proposed,
      reserved(2, '2025-11-20'),
      reserved(4, '2025-11-21'),
      extended(2),
    ];
    const left = { [key]: expect.objectContaining({ halfDays: 4, until: '2025-11-21' }) };
    expect(rowsOf(openReservations, ...orphan)).toEqual(left);
    expect(rowsOf(openReservations, ...orphan, released(3, 'completed', true))).toEqual(left);
    expect(rowsOf(openReservations, ...orphan, released(4, 'expired', true))).toEqual({});
  });
  it('are none when only the time is extended', () => {
    expect(rowsOf(openReservations, reserved(8), proposed, reserved(0), extended(0))).toEqual({});
  });
});

it('are the same of any past moment, folded from the facts about the provider', () => {
  asOfEqualsFold(
    openReservations,
    reserved(8),
    proposed,
    reserved(2),
    extended(1),
    released(1, 'expired'),
  );
});
