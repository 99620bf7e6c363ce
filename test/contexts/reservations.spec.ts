import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '#eventing';
import { reservesLawfully } from '#testing';
import { deploymentReservations } from '../../libs/brokerage/src/deployment/reservations.js';
import { releaseOrphanedReservations } from '../../libs/brokerage/src/processes/release-orphaned-reservations.process.js';
import { reopenRequest } from '../../libs/brokerage/src/processes/reopen-request.process.js';
import { provider } from '../../libs/brokerage/src/provider/provider.js';
import { supportRequestReservations } from '../../libs/brokerage/src/support-request/reservations.js';
import { supportRequest } from '../../libs/brokerage/src/support-request/support-request.js';
import { need } from '../../libs/intelligence/src/need/need.js';
import { releaseNeed } from '../../libs/intelligence/src/processes/release-need.process.js';
import { brokerageHouse } from './brokerage-house.js';

const window = { from: '2025-10-06', to: '2026-03-27' };
const answered = { needId: 'n1', urn: '139402', focusArea: 'maths' } as const;
const parties = { requestId: 'r1', leaderId: 'p1', homeUrn: '137260', kpiIds: [], ...answered };

describe('what is reserved is let go when nothing followed', () => {
  it('a need, by the request that is raised', () => {
    const raise = {
      ...({ type: 'RaiseRequest', needId: 'n1', halfDays: 8, window } as const),
      ...{ budgetPence: 160_000, modality: 'onsite' },
    };
    const [reservation] = supportRequestReservations(raise, { status: 'none' }, 'r1');
    const identified = { severity: 3, source: 'data', evidenceRefs: ['ks4'] } as const;
    const agreed = { agreedBy: 'chair', agreedOn: '2025-10-01' };
    reservesLawfully(reservation!, need, releaseNeed, {
      history: [
        { type: 'NeedIdentified', data: { ...answered, ...identified } },
        { type: 'NeedValidated', data: { ...answered, severity: 3, ...agreed } },
      ],
      known: { requestOpen: false },
      followed: { requestOpen: true },
    });
  });

  it('days, by the deployment that is proposed', () => {
    const propose = {
      ...({ type: 'ProposeDeployment', requestId: 'r1', leaderId: 'p1', objectives: [] } as const),
      ...{ successCriteria: [], kpiIds: [], halfDays: 6, dayRatePence: 35_000, window },
    };
    const request = {
      status: 'funded',
      halfDaysLeft: 8,
      fundsLeftPence: 160_000,
      ...answered,
    } as const;
    const [reservation] = deploymentReservations(propose, { status: 'none' }, 'd1', { request });
    reservesLawfully(reservation!, provider, releaseOrphanedReservations, {
      history: [
        {
          type: 'ProviderRegistered',
          data: {
            ...{ providerId: 'p1', kind: 'leader', designation: 'SLE', homeUrn: '137260' },
            phases: ['Primary'],
          },
        },
        {
          type: 'ExpertiseAccredited',
          data: { providerId: 'p1', focusArea: 'maths', by: 'Hub', until: '2026-08-31' },
        },
        { type: 'CapacityDeclared', data: { providerId: 'p1', year: '202526', halfDays: 20 } },
      ],
      known: { deployment: { holdsHalfDays: 0, over: false } },
      followed: { deployment: { holdsHalfDays: 6, over: false } },
    });
  });

  it('a request, by the deployment that is agreed', () => {
    const proposed = {
      ...({
        status: 'proposed',
        halfDays: 6,
        dayRatePence: 35_000,
        window,
        released: true,
      } as const),
      ...{ accepted: true, approved: true, visits: [], midpoint: false, judged: false },
      ...parties,
    };
    const agree = { type: 'AgreeDeployment', mou: 'M' } as const;
    const [reservation] = deploymentReservations(agree, proposed, 'd1', {});
    const standing = {
      requestId: 'r1',
      over: false,
      holdsHalfDays: 6,
      halfDaysUsed: 0,
      costPence: 0,
    };
    reservesLawfully(reservation!, supportRequest, reopenRequest, {
      history: [
        {
          type: 'BrokerageRequested',
          data: {
            ...{ requestId: 'r1', ...answered, halfDays: 8, window },
            ...{ budgetPence: 160_000, modality: 'onsite' },
          },
        },
        { type: 'RequestTriaged', data: { requestId: 'r1', priority: 'soon' } },
        {
          type: 'FundingApproved',
          data: { requestId: 'r1', funder: 'County', stream: 'statutory', amountPence: 160_000 },
        },
      ],
      known: { deployment: { ...standing, stage: 'pending' } },
      followed: { deployment: { ...standing, stage: 'live' } },
    });
  });
});

describe('a need whose request died on the way', () => {
  let house: Awaited<ReturnType<typeof brokerageHouse>>;
  beforeAll(async () => {
    house = await brokerageHouse();
    await house.send('network.school', '139402', {
      ...{ type: 'RegisterSchool', urn: '139402', name: 'School', phase: 'Primary' },
      ...{ typeOfEstablishment: 'Academy converter', la: { code: '881', name: 'Essex' } },
    });
    for (const id of ['stuck', 'fine']) {
      const gap = { urn: '139402', focusArea: 'maths', severity: 3, source: 'data' };
      await house.send('intelligence.need', id, {
        type: 'IdentifyNeed',
        ...gap,
        evidenceRefs: ['x'],
      });
      const agreed = { agreedBy: 'chair', agreedOn: '2025-10-01' };
      await house.send('intelligence.need', id, { type: 'ValidateNeed', ...agreed });
    }
  });
  afterAll(() => house.close());
  const raise = (id: string, needId: string) =>
    house.send('brokerage.request', id, {
      ...{ type: 'RaiseRequest', needId, halfDays: 8, window, budgetPence: 160_000 },
      modality: 'onsite',
    });

  it('waits again after its last day, and one that was followed stays taken up', async () => {
    await raise('fine-r', 'fine');
    await house.send('intelligence.need', 'stuck', { type: 'TakeUpNeed', requestId: 'dead-r' });
    await house.settle();
    await house.passTo('2025-10-29T22:00:00.000Z');
    await expect(raise('next-r', 'stuck')).rejects.toThrow(Refusal);
    await house.passTo('2025-10-30T09:00:00.000Z');
    expect(await house.types('intelligence.need', 'stuck')).toContain('NeedReleased');
    expect(await house.types('intelligence.need', 'fine')).not.toContain('NeedReleased');
    await raise('next-r', 'stuck');
    expect((await house.types('brokerage.request', 'next-r'))[0]).toBe('BrokerageRequested');
  });
});
