import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import { provider } from './provider.js';
import type { ProviderEvent } from './provider.events.js';

const given = decisionsOf(provider, { id: 'p1' });
const providerId = 'p1';
const register = {
  type: 'RegisterProvider',
  kind: 'leader',
  designation: 'SLE',
  personId: 'person-1',
  homeUrn: '137260',
  phases: ['Primary'],
} as const;
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
const accredited: ProviderEvent = {
  type: 'ExpertiseAccredited',
  data: { providerId, focusArea: 'reading', by: 'Colne Hub', until: '2026-08-31' },
};
const declared: ProviderEvent = {
  type: 'CapacityDeclared',
  data: { providerId, year: '202526', halfDays: 10 },
};
const ready = [registered, accredited, declared];
const autumn = { from: '2025-10-06', to: '2025-12-12' };
const reserve = {
  type: 'ReserveDays',
  deploymentId: 'd1',
  focusArea: 'reading',
  halfDays: 6,
  window: autumn,
} as const;
const reserved: ProviderEvent = {
  type: 'DaysReserved',
  data: {
    providerId,
    deploymentId: 'd1',
    focusArea: 'reading',
    halfDays: 6,
    year: '202526',
    window: autumn,
    until: '2025-10-29',
  },
};
const limited = (maxConcurrent: number): ProviderEvent => ({
  type: 'LimitsSet',
  data: { providerId, maxConcurrent, maxKm: 40, dayRatePence: 35_000 },
});
const note = { note: 'note-1', hash: 'h' };
const suspended: ProviderEvent = { type: 'ProviderSuspended', data: { providerId, reason: note } };
const release = {
  type: 'ReleaseDays',
  deploymentId: 'd1',
  halfDays: 6,
  why: 'not-followed',
} as const;

describe('registering a provider', () => {
  it('records a leader of an open school', () =>
    given().when(register, { homeOpen: true, registered: true }).then(registered));
  it('records an organisation by its name', () =>
    given()
      .when(
        {
          type: 'RegisterProvider',
          kind: 'organisation',
          designation: 'subject-hub',
          organisation: 'Colne Maths Hub',
          homeUrn: '137260',
          phases: ['Primary'],
        },
        { homeOpen: true },
      )
      .then({
        type: 'ProviderRegistered',
        data: {
          providerId,
          kind: 'organisation',
          designation: 'subject-hub',
          organisation: 'Colne Maths Hub',
          homeUrn: '137260',
          phases: ['Primary'],
        },
      }));
  it('refuses the same provider again', () =>
    given(registered).when(register, { homeOpen: true }).refuses('provider-exists'));
  it('refuses a leader who is nobody', () => {
    const { personId: _, ...nobody } = register;
    given().when(nobody, { homeOpen: true }).refuses('leader-without-person');
  });
  it('refuses an organisation without a name', () =>
    given()
      .when({ ...register, kind: 'organisation' }, { homeOpen: true })
      .refuses('organisation-without-name'));
  it('refuses a closed home school', () =>
    given().when(register, { homeOpen: false }).refuses('school-not-open'));
  it('is a person whom the register holds', () =>
    given().when(register, { homeOpen: true, registered: false }).refuses('person-unknown'));
  it('comes before everything else', () => given().when(reserve).refuses('provider-unknown'));
});

describe('expertise', () => {
  const accredit = {
    type: 'AccreditProvider',
    focusArea: 'reading',
    by: 'Colne Hub',
    until: '2026-08-31',
  } as const;
  it('is accredited until a day', () => given(registered).when(accredit).then(accredited));
  it('is not accredited for the past', () =>
    given(registered)
      .when({ ...accredit, until: '2025-09-30' })
      .refuses('accreditation-expired'));
  it('lapses, once', () => {
    const lapsed: ProviderEvent = {
      type: 'AccreditationLapsed',
      data: { providerId, focusArea: 'reading' },
    };
    const lapse = { type: 'LapseAccreditation', focusArea: 'reading' } as const;
    given(registered, accredited).when(lapse).then(lapsed);
    given(registered, accredited, lapsed).when(lapse).then();
  });
});

describe('capacity', () => {
  const declare = { type: 'DeclareCapacity', year: '202526', halfDays: 10 } as const;
  it('is declared by academic year', () => given(registered).when(declare).then(declared));
  it('declared the same again changes nothing', () =>
    given(registered, declared).when(declare).then());
  it('is not declared below what is reserved', () =>
    given(...ready, reserved)
      .when({ ...declare, halfDays: 5 })
      .refuses('capacity-below-reserved'));
  it('can be declared down to what is reserved', () =>
    given(...ready, reserved)
      .when({ ...declare, halfDays: 6 })
      .then({ type: 'CapacityDeclared', data: { providerId, year: '202526', halfDays: 6 } }));
});

describe('reserving days', () => {
  it('holds them for 28 days', () =>
    given(...ready)
      .when(reserve)
      .then(reserved));
  it('takes the accreditation of the parent area', () =>
    given(...ready)
      .when({ ...reserve, focusArea: 'phonics' })
      .then({ type: 'DaysReserved', data: { ...reserved.data, focusArea: 'phonics' } } as never));
  it('refuses more than is declared for the year', () => {
    given(...ready)
      .when({ ...reserve, halfDays: 11 })
      .refuses('days-exceed-capacity');
    given(...ready, reserved)
      .when({ ...reserve, deploymentId: 'd2', halfDays: 5 })
      .refuses('days-exceed-capacity');
  });
  it('refuses a year for which nothing is declared', () =>
    given(registered, declared, {
      ...accredited,
      data: { ...accredited.data, until: '2027-08-31' },
    })
      .when({ ...reserve, window: { from: '2026-09-07', to: '2026-10-30' } })
      .refuses('days-exceed-capacity'));
  it('refuses a window that crosses 31 August', () =>
    given(registered, declared, {
      ...accredited,
      data: { ...accredited.data, until: '2027-08-31' },
    })
      .when({ ...reserve, window: { from: '2026-07-01', to: '2026-09-30' } })
      .refuses('window-crosses-years'));
  it('refuses further days in another year for the same deployment', () => {
    const lasting = { ...accredited, data: { ...accredited.data, until: '2027-08-31' } };
    given(registered, declared, lasting, reserved)
      .when({ ...reserve, window: { from: '2026-09-07', to: '2026-10-30' } })
      .refuses('window-crosses-years');
  });
  it('refuses a window that ends before it begins', () =>
    given(...ready)
      .when({ ...reserve, window: { from: '2025-12-12', to: '2025-10-06' } })
      .refuses('window-reversed'));
  it('refuses a suspended provider', () =>
    given(...ready, suspended)
      .when(reserve)
      .refuses('provider-suspended'));
  it('takes a reinstated one', () =>
    given(...ready, suspended, { type: 'ProviderReinstated', data: { providerId } })
      .when(reserve)
      .then(reserved));
  it('refuses where no accreditation is valid to the end of the window', () => {
    given(...ready)
      .when({ ...reserve, focusArea: 'maths' })
      .refuses('accreditation-missing');
    given(registered, declared, {
      ...accredited,
      data: { ...accredited.data, until: '2025-12-11' },
    })
      .when(reserve)
      .refuses('accreditation-missing');
  });
  it('refuses a time that is not among those published', () => {
    const spring = [{ from: '2026-01-05', to: '2026-03-27' }];
    const published: ProviderEvent = {
      type: 'AvailabilityPublished',
      data: { providerId, windows: spring },
    };
    given(...ready, published)
      .when(reserve)
      .refuses('not-available');
  });
  it('refuses more deployments at once than the limit', () =>
    given(...ready, limited(1), reserved)
      .when({ ...reserve, deploymentId: 'd2', halfDays: 2 })
      .refuses('too-many-at-once'));
  it('takes one after the other', () => {
    const window = { from: '2026-01-05', to: '2026-03-27' };
    given(...ready, limited(1), reserved)
      .when({ ...reserve, deploymentId: 'd2', halfDays: 2, window })
      .then({
        type: 'DaysReserved',
        data: { ...reserved.data, deploymentId: 'd2', halfDays: 2, window },
      } as never);
  });
  it('takes an extension of the same deployment, which is not one more at once', () =>
    given(...ready, limited(1), reserved)
      .when({ ...reserve, halfDays: 2 })
      .then({ type: 'DaysReserved', data: { ...reserved.data, halfDays: 2 } } as never));
});

describe('releasing days', () => {
  const released = (halfDays: number, over: boolean, why = 'not-followed'): ProviderEvent => ({
    type: 'DaysReleased',
    data: { providerId, deploymentId: 'd1', halfDays, year: '202526', why, over },
  });
  it('gives back what no deployment holds', () =>
    given(...ready, reserved)
      .when(release)
      .then(released(6, false)));
  it('never gives back what a deployment holds', () => {
    const holding = { deployment: { holdsHalfDays: 6, over: false } };
    given(...ready, reserved)
      .when(release, holding)
      .then();
  });
  it('gives back only what is beyond the holding', () => {
    const holding = { deployment: { holdsHalfDays: 4, over: false } };
    given(...ready, reserved)
      .when(release, holding)
      .then(released(2, false));
  });
  it('leaves what expires alone as far as it was reserved since, and may still be followed', () => {
    const later = { ...reserved, data: { ...reserved.data, halfDays: 4, until: '2025-11-03' } };
    const expire = { ...release, why: 'expired' } as const;
    const holding = { deployment: { holdsHalfDays: 0, over: false } };
    const on = (day: string) =>
      decisionsOf(provider, { id: providerId, now: `${day}T09:00:00.000Z` })(
        ...ready,
        reserved,
        later,
      ).when(expire, holding);
    on('2025-10-30').then(released(6, false, 'expired'));
    const held = { deployment: { holdsHalfDays: 4, over: false } };
    decisionsOf(provider, { id: providerId, now: '2025-10-30T09:00:00.000Z' })(
      ...ready,
      reserved,
      later,
    )
      .when(expire, held)
      .then(released(2, false, 'expired'));
  });
  it('frees the place of a deployment that is over, though all its days were used', () => {
    const holding = { deployment: { holdsHalfDays: 6, over: true } };
    const over = released(0, true, 'completed');
    given(...ready, limited(1), reserved)
      .when({ ...release, halfDays: 0, why: 'completed' }, holding)
      .then(over);
    given(...ready, limited(1), reserved, over)
      .when({ ...reserve, deploymentId: 'd2', halfDays: 4 })
      .then({
        type: 'DaysReserved',
        data: { ...reserved.data, deploymentId: 'd2', halfDays: 4 },
      } as never);
  });
  it('keeps the used days counted', () =>
    given(...ready, reserved, released(2, true, 'completed'))
      .when({ ...reserve, deploymentId: 'd2', halfDays: 7 })
      .refuses('days-exceed-capacity'));
  it('is silent when there is nothing to give back', () => {
    given(...ready)
      .when(release)
      .then();
    given(...ready, reserved, released(6, false))
      .when(release)
      .then();
  });
});

describe('what a provider states', () => {
  it('is when it is available', () => {
    const windows = [{ from: '2026-01-05', to: '2026-03-27' }];
    given(registered)
      .when({ type: 'PublishAvailability', windows })
      .then({ type: 'AvailabilityPublished', data: { providerId, windows } });
  });
  it('is not a time that ends before it begins', () =>
    given(registered)
      .when({
        type: 'PublishAvailability',
        windows: [{ from: '2026-03-27', to: '2026-01-05' }],
      })
      .refuses('window-reversed'));
  it('is an interest in a school', () =>
    given(registered)
      .when({ type: 'DeclareInterest', urn: '139402', kind: 'family', until: '2027-07-31' })
      .then({
        type: 'InterestDeclared',
        data: { providerId, with: 'urn:139402', kind: 'family', until: '2027-07-31' },
      }));
  it('is an interest in a trust', () =>
    given(registered)
      .when({ type: 'DeclareInterest', trust: '2044', kind: 'employment' })
      .then({
        type: 'InterestDeclared',
        data: { providerId, with: 'trust:2044', kind: 'employment' },
      }));
  it('is not an interest in both, nor in nothing', () => {
    given(registered)
      .when({ type: 'DeclareInterest', urn: '139402', trust: '2044', kind: 'family' })
      .refuses('interest-in-one');
    given(registered).when({ type: 'DeclareInterest', kind: 'family' }).refuses('interest-in-one');
  });
  it('is how much it takes on', () =>
    given(registered)
      .when({ type: 'SetLimits', maxConcurrent: 2, maxKm: 40, dayRatePence: 35_000 })
      .then(limited(2)));
  it('is not a limit below what it has taken on', () => {
    const second = { ...reserved, data: { ...reserved.data, deploymentId: 'd2', halfDays: 2 } };
    given(...ready, reserved, second)
      .when({ type: 'SetLimits', maxConcurrent: 1, maxKm: 40, dayRatePence: 35_000 })
      .refuses('limit-below-reserved');
  });
});

describe('suspension', () => {
  it('is recorded with a reason, once', () => {
    given(registered).when({ type: 'SuspendProvider', reason: note }).then(suspended);
    given(registered, suspended).when({ type: 'SuspendProvider', reason: note }).then();
  });
  it('ends by reinstatement, once', () => {
    const reinstated: ProviderEvent = { type: 'ProviderReinstated', data: { providerId } };
    given(registered, suspended).when({ type: 'ReinstateProvider' }).then(reinstated);
    given(registered).when({ type: 'ReinstateProvider' }).then();
  });
});
