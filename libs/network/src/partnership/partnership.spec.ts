import { describe, expect, it } from '@jest/globals';
import { foldOf, type Reader } from '#eventing';
import { decisionsOf, tagsOf } from '#testing';
import type { SchoolEvent } from '../school/school.events.js';
import type { PartnershipCommand } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import { partnershipLookup } from './partnership.lookup.js';
import { partnership } from './partnership.js';

const partnershipId = 'p1';
const given = decisionsOf(partnership, { id: partnershipId });
const open = { schoolOpen: true };
const [hunter, ramsey] = ['139402', '139248'] as const;

const name = 'Braintree Partnership';
const place = 'Braintree district';
const terms = {
  purpose: 'Every child in a good school',
  place,
  changeModel: 'Peer review',
  until: '2028-08-31',
  funding: 'Subscription',
  dataTerms: 'Figures of schools',
};
const signed = (urn: string) => ({ urn, head: '2025-09-22', chair: '2025-09-24' });
const found = {
  type: 'FoundPartnership',
  name,
  model: 4,
  place,
  phases: ['Primary', 'Secondary'],
  owners: ['Primary heads'],
} as const;
const charter = {
  type: 'AgreeCharter',
  ...terms,
  signatories: [signed(hunter), signed(ramsey)],
} as const;
const activate = { type: 'ActivatePartnership' } as const;

const founded: PartnershipEvent = {
  type: 'PartnershipFounded',
  data: {
    partnershipId,
    name,
    model: 4,
    place,
    phases: ['Primary', 'Secondary'],
    owners: ['Primary heads'],
  },
};
const admitted = (urn: string, from = '2025-09-01'): PartnershipEvent => ({
  type: 'MemberAdmitted',
  data: { partnershipId, urn, from },
});
const withdrawn = (urn: string, on: string): PartnershipEvent => ({
  type: 'MemberWithdrawn',
  data: { partnershipId, urn, on, reason: 'New trust' },
});
const agreed = (version = 1): PartnershipEvent => ({
  type: 'CharterAgreed',
  data: { partnershipId, version, ...terms, signatories: charter.signatories },
});
const activated: PartnershipEvent = { type: 'PartnershipActivated', data: { partnershipId } };
const pair = [founded, admitted(hunter), admitted(ramsey)];

describe('a partnership', () => {
  it('is founded', () => given().when(found).then(founded));
  it('is founded once', () => given(founded).when(found).refuses('partnership-exists'));
  it('is founded before anything else', () => {
    const rest: PartnershipCommand[] = [
      { type: 'AdmitMember', urn: hunter, from: '2025-09-01' },
      { type: 'WithdrawMember', urn: hunter, on: '2025-09-01', reason: 'x' },
      { type: 'AppointLead', personId: 'l1', role: 'clusterLead', duties: [] },
      charter,
      activate,
    ];
    for (const command of rest) given().when(command, open).refuses('partnership-unknown');
  });
  it('is seen by those who hold it', () => expect(tagsOf(founded)).toEqual(['partnership:p1']));
});

describe('admitting a school', () => {
  const admit = { type: 'AdmitMember', urn: hunter, from: '2025-09-01' } as const;
  it('makes it a member from that day', () =>
    given(founded).when(admit, open).then(admitted(hunter)));
  it('names both', () =>
    expect(new Set(tagsOf(admitted(hunter)))).toEqual(
      new Set(['partnership:p1', `urn:${hunter}`]),
    ));
  it('is refused twice', () =>
    given(founded, admitted(hunter)).when(admit, open).refuses('already-member'));
  it('is refused when the school has closed, or is not known', () =>
    given(founded).when(admit, { schoolOpen: false }).refuses('school-not-open'));
  it('is refused ahead of time', () =>
    given(founded)
      .when({ ...admit, from: '2025-10-02' }, open)
      .refuses('day-in-future'));
  it('takes back a school that left, from then on', () => {
    const past = [founded, admitted(hunter), withdrawn(hunter, '2025-09-15')];
    given(...past)
      .when({ ...admit, from: '2025-09-15' }, open)
      .then(admitted(hunter, '2025-09-15'));
    given(...past)
      .when({ ...admit, from: '2025-09-14' }, open)
      .refuses('joins-before-it-left');
  });
  it('asks the school itself', async () => {
    const facts = [{ type: 'SchoolRegistered' }] as SchoolEvent[];
    const reader = {
      peek: (fold, id) => Promise.resolve(foldOf(fold, id === hunter ? (facts as never) : [])),
    } as Reader;
    const known = (urn: string) => partnershipLookup({ ...admit, urn }, { status: 'none' }, reader);
    expect(await known(hunter)).toEqual({ schoolOpen: true });
    expect(await known(ramsey)).toEqual({ schoolOpen: false });
    expect(await partnershipLookup(activate, { status: 'none' }, reader)).toEqual({});
  });
});

describe('withdrawing a school', () => {
  const withdraw = {
    type: 'WithdrawMember',
    urn: hunter,
    on: '2025-09-30',
    reason: 'New trust',
  } as const;
  it('ends its membership on that day', () =>
    given(...pair)
      .when(withdraw)
      .then(withdrawn(hunter, '2025-09-30')));
  it('changes nothing when it is said again', () =>
    given(...pair, withdrawn(hunter, '2025-09-30'))
      .when(withdraw)
      .then());
  it('is refused for a school that is no member', () =>
    given(founded).when(withdraw).refuses('not-a-member'));
  it('is refused ahead of time', () =>
    given(...pair)
      .when({ ...withdraw, on: '2025-10-02' })
      .refuses('day-in-future'));
  it('is refused before the school joined', () =>
    given(...pair)
      .when({ ...withdraw, on: '2025-08-31' })
      .refuses('leaves-before-it-joined'));
  it('leaves an active partnership of one dormant', () =>
    given(...pair, agreed(), activated)
      .when(withdraw)
      .then(withdrawn(hunter, '2025-09-30'), {
        type: 'PartnershipBecameDormant',
        data: { partnershipId, on: '2025-09-30' },
      }));
  it('leaves an active partnership of three active', () =>
    given(...pair, agreed(), activated, admitted('137260'))
      .when(withdraw)
      .then(withdrawn(hunter, '2025-09-30')));
});

describe('appointing a lead', () => {
  const duties = ['brokers training'];
  const appoint = { type: 'AppointLead', personId: 'l1', role: 'clusterLead', duties } as const;
  const appointed: PartnershipEvent = {
    type: 'LeadAppointed',
    data: { partnershipId, personId: 'l1', role: 'clusterLead', duties },
  };
  it('records who leads what', () => given(founded).when(appoint).then(appointed));
  it('changes nothing when it is said again', () => given(founded, appointed).when(appoint).then());
  it('is for one person in each role', () => {
    given(founded, appointed)
      .when({ ...appoint, personId: 'l2' })
      .refuses('lead-appointed');
    given(founded, appointed)
      .when({ ...appoint, personId: 'l2', role: 'partnershipLead' })
      .then({
        type: 'LeadAppointed',
        data: { partnershipId, personId: 'l2', role: 'partnershipLead', duties },
      });
  });
  it('hands over when the present lead is named', () =>
    given(founded, appointed)
      .when({ ...appoint, personId: 'l2', replaces: 'l1' })
      .then({
        type: 'LeadAppointed',
        data: { partnershipId, personId: 'l2', role: 'clusterLead', duties, replaces: 'l1' },
      }));
  it('is refused when nobody is there to be replaced', () =>
    given(founded)
      .when({ ...appoint, replaces: 'l9' })
      .refuses('no-lead-to-replace'));
});

describe('agreeing a charter', () => {
  it('records the terms and who signed', () =>
    given(...pair)
      .when(charter)
      .then(agreed()));
  it('leaves out a signature that is not there yet', () =>
    given(...pair)
      .when({ ...charter, signatories: [{ urn: hunter, head: '2025-09-22' }] })
      .then({
        ...agreed(),
        data: { ...agreed().data, signatories: [{ urn: hunter, head: '2025-09-22' }] },
      } as PartnershipEvent));
  it('again is a new version', () =>
    given(...pair, agreed())
      .when(charter)
      .then(agreed(2)));
  it('is refused with the signature of a stranger', () =>
    given(founded, admitted(hunter)).when(charter).refuses('signatory-not-member'));
  it('is refused when a school signs twice', () =>
    given(...pair)
      .when({ ...charter, signatories: [signed(hunter), signed(hunter)] })
      .refuses('signatory-twice'));
  it('is refused when it would be over', () =>
    given(...pair)
      .when({ ...charter, until: '2025-10-01' })
      .refuses('charter-over'));
  it('is refused with a signature in the future', () =>
    given(...pair)
      .when({ ...charter, signatories: [{ ...signed(hunter), chair: '2025-10-02' }] })
      .refuses('day-in-future'));
  it('of an active partnership is signed by all', () => {
    const active = [...pair, agreed(), activated];
    given(...active)
      .when(charter)
      .then(agreed(2));
    given(...active)
      .when({ ...charter, signatories: [signed(hunter)] })
      .refuses('charter-not-signed');
  });
});

describe('activating a partnership', () => {
  it('needs a charter', () =>
    given(...pair)
      .when(activate)
      .refuses('no-charter'));
  it('takes up its work', () =>
    given(...pair, agreed())
      .when(activate)
      .then(activated));
  it('changes nothing when it is said again', () =>
    given(...pair, agreed(), activated)
      .when(activate)
      .then());
  it('needs two schools', () =>
    given(...pair, agreed(), withdrawn(ramsey, '2025-09-30'))
      .when(activate)
      .refuses('too-few-members'));
  it('needs the head and the chair of every school', () => {
    given(...pair, agreed(), admitted('137260'))
      .when(activate)
      .refuses('charter-not-signed');
    const { chair: _, ...half } = signed(ramsey);
    given(...pair, {
      ...agreed(),
      data: { ...agreed().data, signatories: [signed(hunter), half] },
    } as PartnershipEvent)
      .when(activate)
      .refuses('charter-not-signed');
  });
  it('needs a charter that runs', () =>
    given(...pair, {
      ...agreed(),
      data: { ...agreed().data, until: '2025-09-30' },
    } as PartnershipEvent)
      .when(activate)
      .refuses('charter-over'));
  it('wakes a dormant one that is two schools again', () =>
    given(
      ...pair,
      agreed(),
      activated,
      withdrawn(ramsey, '2025-09-15'),
      { type: 'PartnershipBecameDormant', data: { partnershipId, on: '2025-09-15' } },
      admitted(ramsey, '2025-09-20'),
    )
      .when(activate)
      .then(activated));
});
