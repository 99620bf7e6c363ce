import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asksItsAudience, asOfEqualsFold, rowsOf } from '#testing';
import { partnerships } from '../partnership/partnership.aggregate.js';
import type { PartnershipEvent } from '../partnership/partnership.events.js';
import { partnershipDirectory } from './partnership-directory.projection.js';

const partnershipId = 'p1';
const key = 'partnership:p1';
const founded: PartnershipEvent = {
  type: 'PartnershipFounded',
  data: {
    partnershipId,
    name: 'Braintree Partnership',
    model: 4,
    place: 'Braintree district',
    phases: ['Primary'],
    owners: ['Primary heads'],
  },
};
const admitted = (urn: string): PartnershipEvent => ({
  type: 'MemberAdmitted',
  data: { partnershipId, urn, from: '2025-09-01' },
});
const invited = (urn: string): PartnershipEvent => ({
  type: 'MemberInvited',
  data: { partnershipId, urn, until: '2025-10-31' },
});
const signed = (urn: string, by: 'headteacher' | 'chair', version: number): PartnershipEvent => ({
  type: 'CharterSigned',
  data: { partnershipId, urn, version, by, signatory: 'somebody' },
});
const ended = (type: 'InvitationWithdrawn' | 'InvitationDeclined'): PartnershipEvent => ({
  type,
  data: { partnershipId, urn: '139402' },
});
const charter = (version: number, until: string): PartnershipEvent => ({
  type: 'CharterAgreed',
  data: {
    partnershipId,
    urns: [],
    version,
    purpose: 'p',
    place: 'p',
    changeModel: 'c',
    until,
    funding: 'f',
    dataTerms: 'd',
  },
});
const appointed = (role: 'partnershipLead' | 'clusterLead', personId: string) =>
  ({ type: 'LeadAppointed', data: { partnershipId, personId, role, duties: [] } }) as const;
const activated: PartnershipEvent = {
  type: 'PartnershipActivated',
  data: { partnershipId, urns: [] },
};
const row = (...events: PartnershipEvent[]) =>
  rowsOf(partnershipDirectory, founded, ...events)[key];

describe('the directory of partnerships', () => {
  it('shows one that forms, to those who hold it', () =>
    expect(rowsOf(partnershipDirectory, founded)).toEqual({
      [key]: {
        key,
        scope: [key],
        partnershipId,
        name: 'Braintree Partnership',
        place: 'Braintree district',
        model: 4,
        phases: ['Primary'],
        owners: ['Primary heads'],
        state: 'forming',
        members: [],
        memberCount: 0,
        invited: [],
        signatures: [],
        leads: [],
        charterVersion: null,
        charterUntil: null,
        charterTerms: null,
      },
    }));

  it('shows its schools, to them too while they are members', () => {
    expect(row(admitted('139402'), admitted('139248'))).toMatchObject({
      scope: [key, 'urn:139402', 'urn:139248'],
      members: [
        { urn: '139402', from: '2025-09-01' },
        { urn: '139248', from: '2025-09-01' },
      ],
      memberCount: 2,
    });
    const withdrawn: PartnershipEvent = {
      type: 'MemberWithdrawn',
      data: { partnershipId, urn: '139402', on: '2025-10-01', reason: 'x' },
    };
    expect(row(admitted('139402'), admitted('139248'), withdrawn)).toMatchObject({
      scope: [key, 'urn:139248'],
      members: [{ urn: '139248', from: '2025-09-01' }],
      memberCount: 1,
    });
  });

  it('shows whom it asks to join and what is signed, to those who are asked while they are', () => {
    const asked = [invited('139402'), signed('139402', 'headteacher', 1)];
    const sees = [key, 'urn:139402'];
    const signature = { urn: '139402', by: 'headteacher', version: 1 };
    expect(row(...asked)).toMatchObject({
      scope: sees,
      members: [],
      memberCount: 0,
      invited: [{ urn: '139402', until: '2025-10-31' }],
      signatures: [signature],
    });
    const none = { scope: [key], members: [], invited: [], signatures: [] };
    expect(row(...asked, ended('InvitationWithdrawn'))).toMatchObject(none);
    expect(row(...asked, ended('InvitationDeclined'))).toMatchObject(none);
    expect(row(...asked, invited('139402'))).toMatchObject({ signatures: [] });
    expect(row(...asked, signed('139402', 'headteacher', 2), admitted('139402'))).toMatchObject({
      scope: sees,
      invited: [],
      signatures: [{ ...signature, version: 2 }],
    });
  });

  it('shows one lead of each role', () =>
    expect(
      row(
        appointed('partnershipLead', 'l1'),
        appointed('clusterLead', 'l2'),
        appointed('partnershipLead', 'l3'),
      )?.leads,
    ).toEqual([
      { role: 'clusterLead', personId: 'l2' },
      { role: 'partnershipLead', personId: 'l3' },
    ]));

  it('follows the charter and the state', () => {
    expect(row(charter(1, '2026-08-31'))).toMatchObject({
      state: 'chartered',
      charterVersion: 1,
      charterUntil: '2026-08-31',
      charterTerms: { purpose: 'p', place: 'p', changeModel: 'c', funding: 'f', dataTerms: 'd' },
    });
    expect(row(charter(1, '2026-08-31'), activated, charter(2, '2028-08-31'))).toMatchObject({
      state: 'active',
      charterVersion: 2,
      charterUntil: '2028-08-31',
    });
    const dormant: PartnershipEvent = {
      type: 'PartnershipBecameDormant',
      data: { partnershipId, urns: [], on: '2025-10-01' },
    };
    expect(row(charter(1, '2026-08-31'), activated, dormant)?.state).toBe('dormant');
  });
});

it('answers about the past as it would have then, whatever happened', () => {
  const withdrawn: PartnershipEvent = {
    type: 'MemberWithdrawn',
    data: { partnershipId, urn: '139402', on: '2025-09-20', reason: 'x' },
  };
  const happened: PartnershipEvent[] = [
    admitted('139402'),
    admitted('139248'),
    withdrawn,
    appointed('clusterLead', 'l1'),
    charter(1, '2026-08-31'),
    invited('139402'),
    signed('139402', 'chair', 1),
    ended('InvitationDeclined'),
    ended('InvitationWithdrawn'),
    activated,
  ];
  asksItsAudience(partnershipDirectory, partnerships, founded, ...happened);
  const other: PartnershipEvent = { ...founded, data: { ...founded.data, partnershipId: 'p2' } };
  fc.assert(
    fc.property(fc.array(fc.constantFrom<PartnershipEvent>(...happened, other)), (events) => {
      asOfEqualsFold(partnershipDirectory, founded, ...events);
    }),
    { numRuns: 50 },
  );
});
