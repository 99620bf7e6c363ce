import { expect, it } from '@jest/globals';
import { asOfEqualsFold, rowsOf } from '#testing';
import { type ProviderEvent } from '../provider/provider.events.js';
import { providerDirectory } from './provider-directory.projection.js';

const providerId = 'p1';
const registered: ProviderEvent = {
  type: 'ProviderRegistered',
  data: {
    providerId,
    kind: 'leader',
    designation: 'SLE',
    personId: 'person-1',
    homeUrn: '137260',
    phases: ['Primary'],
  },
};
const reserved = (halfDays: number): ProviderEvent => ({
  type: 'DaysReserved',
  data: {
    providerId,
    deploymentId: 'd1',
    focusArea: 'maths',
    halfDays,
    year: '202526',
    window: { from: '2025-10-06', to: '2025-12-12' },
    until: '2025-10-29',
  },
});
const accredited = (until: string): ProviderEvent => ({
  type: 'ExpertiseAccredited',
  data: { providerId, focusArea: 'maths', by: 'Colne Hub', until },
});
const after = (...events: ProviderEvent[]) =>
  rowsOf(providerDirectory, registered, ...events)['provider:p1'];

it('shows a provider to those who may see its home school', () => {
  expect(after()).toEqual({
    key: 'provider:p1',
    lapsesOn: null,
    scope: ['urn:137260'],
    providerId,
    kind: 'leader',
    designation: 'SLE',
    personId: 'person-1',
    organisation: null,
    homeUrn: '137260',
    phases: ['Primary'],
    state: 'active',
    focusAreas: [],
    expertise: [],
    capacity: {},
    availability: [],
    interests: [],
    maxConcurrent: null,
    maxKm: null,
    dayRatePence: null,
  });
});

it('counts days declared, reserved and free by year', () => {
  const declared: ProviderEvent = {
    type: 'CapacityDeclared',
    data: { providerId, year: '202526', halfDays: 30 },
  };
  const released: ProviderEvent = {
    type: 'DaysReleased',
    data: {
      providerId,
      deploymentId: 'd1',
      halfDays: 3,
      year: '202526',
      why: 'completed',
      over: true,
    },
  };
  expect(after(declared, reserved(8))?.capacity).toEqual({
    '202526': { declared: 30, reserved: 8, free: 22 },
  });
  expect(after(declared, reserved(8), released)?.capacity).toEqual({
    '202526': { declared: 30, reserved: 5, free: 25 },
  });
});

it('shows each accreditation once, with its last day, until it lapses', () => {
  expect(after(accredited('2026-08-31'), accredited('2027-08-31'))).toMatchObject({
    focusAreas: ['maths'],
    expertise: [{ focusArea: 'maths', by: 'Colne Hub', until: '2027-08-31' }],
  });
  expect(
    after(accredited('2026-08-31'), {
      type: 'AccreditationLapsed',
      data: { providerId, focusArea: 'maths' },
    }),
  ).toMatchObject({ focusAreas: [], expertise: [] });
});

it('shows what the provider states of itself', () => {
  const windows = [{ from: '2026-01-05', to: '2026-03-27' }];
  const interest: ProviderEvent = {
    type: 'InterestDeclared',
    data: { providerId, with: 'trust:2044', kind: 'employment' },
  };
  expect(
    after({ type: 'AvailabilityPublished', data: { providerId, windows } }, interest, interest, {
      type: 'LimitsSet',
      data: { providerId, maxConcurrent: 2, maxKm: 40, dayRatePence: 35_000 },
    }),
  ).toMatchObject({
    availability: windows,
    interests: ['trust:2044'],
    maxConcurrent: 2,
    maxKm: 40,
    dayRatePence: 35_000,
  });
});

it('shows whether it is suspended', () => {
  const suspended: ProviderEvent = {
    type: 'ProviderSuspended',
    data: { providerId, reason: { note: 'note-1', hash: 'h' } },
  };
  expect(after(suspended)?.state).toBe('suspended');
  expect(after(suspended, { type: 'ProviderReinstated', data: { providerId } })?.state).toBe(
    'active',
  );
});

it('is the same of any past moment, folded from the events about the provider', () => {
  asOfEqualsFold(providerDirectory, registered, accredited('2026-08-31'), reserved(8));
});
