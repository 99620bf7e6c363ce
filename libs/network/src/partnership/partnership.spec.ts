import { describe, expect, it } from '@jest/globals';
import { aggregate, foldOf, type Reader, shownOf } from '#eventing';
import { decisionsOf, tagsOf } from '#testing';
import type { SchoolEvent } from '../school/school.events.js';
import type { PartnershipCommand } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import { partnershipLookup } from './partnership.lookup.js';
import { partnershipAudience } from './partnership-audience.js';
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
const found = {
  type: 'FoundPartnership',
  name,
  model: 4,
  place,
  phases: ['Primary', 'Secondary'],
  owners: ['Primary heads'],
} as const;
const charter = { type: 'AgreeCharter', ...terms } as const;
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
const agreed = (version = 1, ...urns: string[]): PartnershipEvent => ({
  type: 'CharterAgreed',
  data: { partnershipId, urns, version, ...terms },
});
const activated: PartnershipEvent = {
  type: 'PartnershipActivated',
  data: { partnershipId, urns: [ramsey, hunter] },
};
const dormant = (on: string, ...urns: string[]): PartnershipEvent => ({
  type: 'PartnershipBecameDormant',
  data: { partnershipId, urns, on },
});
const invited = (urn: string, until = '2025-10-31'): PartnershipEvent => ({
  type: 'MemberInvited',
  data: { partnershipId, urn, until },
});
const signed = (
  urn: string,
  by: 'headteacher' | 'chair',
  { version = 1, signatory = `${by}-1` } = {},
): PartnershipEvent => ({
  type: 'CharterSigned',
  data: { partnershipId, urn, version, by, signatory },
});
const both = (urn: string, version = 1) => [
  signed(urn, 'headteacher', { version }),
  signed(urn, 'chair', { version }),
];
const ended = (type: 'InvitationWithdrawn' | 'InvitationDeclined'): PartnershipEvent => ({
  type,
  data: { partnershipId, urn: hunter },
});
/** A school that was invited and signed. */
const joined = (urn: string) => [invited(urn), ...both(urn), admitted(urn)];
const pair = [founded, agreed(), ...joined(hunter), ...joined(ramsey)];
const speaking = (role: string, urn: string = hunter, id = `${role}-1`) =>
  decisionsOf(partnership, { id: partnershipId, actor: { id, role, urns: [urn] } });
const [byHead, byChair, byBoard] = [speaking('headteacher'), speaking('chair'), speaking('board')];

describe('a partnership', () => {
  it('is founded', () => given().when(found).then(founded));
  it('is founded once', () => given(founded).when(found).refuses('partnership-exists'));
  it('is founded before anything else', () => {
    const rest: PartnershipCommand[] = [
      { type: 'InviteMember', urn: hunter, until: '2025-10-31' },
      { type: 'WithdrawInvitation', urn: hunter },
      { type: 'DeclineInvitation', urn: hunter },
      { type: 'SignCharter', urn: hunter, version: 1 },
      { type: 'WithdrawMember', urn: hunter, on: '2025-09-01', reason: 'x' },
      { type: 'AppointLead', personId: 'l1', role: 'clusterLead', duties: [] },
      charter,
      activate,
    ];
    for (const command of rest) given().when(command, open).refuses('partnership-unknown');
  });
  it('is seen by those who hold it', () => expect(tagsOf(founded)).toEqual(['partnership:p1']));
});

describe('inviting a school', () => {
  const invite = { type: 'InviteMember', urn: hunter, until: '2025-10-31' } as const;
  it('asks it to sign by a day, and makes it no member', () => {
    given(founded).when(invite, open).then(invited(hunter));
    given(founded, agreed(), invited(hunter), invited(ramsey))
      .when({ type: 'ActivatePartnership' })
      .refuses('too-few-members');
  });
  it('names both', () =>
    expect(new Set(tagsOf(invited(hunter)))).toEqual(new Set(['partnership:p1', `urn:${hunter}`])));
  it('changes nothing when it is said again; another day is another invitation', () => {
    given(founded, invited(hunter)).when(invite, open).then();
    given(founded, invited(hunter, '2025-11-30')).when(invite, open).refuses('already-invited');
  });
  it('is possible again when the last one is over, was taken back or declined', () => {
    given(founded, invited(hunter, '2025-09-30')).when(invite, open).then(invited(hunter));
    given(founded, invited(hunter), ended('InvitationWithdrawn'))
      .when(invite, open)
      .then(invited(hunter));
    given(founded, invited(hunter), ended('InvitationDeclined'))
      .when(invite, open)
      .then(invited(hunter));
  });
  it('is refused for a member, a school that has closed or is not known, and a day that has passed', () => {
    given(...pair)
      .when(invite, open)
      .refuses('already-member');
    given(founded).when(invite, { schoolOpen: false }).refuses('school-not-open');
    given(founded)
      .when({ ...invite, until: '2025-09-30' }, open)
      .refuses('invitation-over');
  });
  it('asks the school itself whether it is open', async () => {
    const known = (...events: SchoolEvent['type'][]) => {
      const reader = {
        peek: (fold: never) =>
          Promise.resolve(foldOf(fold, events.map((type) => ({ type, data: {} })) as never)),
      } as unknown as Reader;
      return partnershipLookup(invite, partnership.initial, reader);
    };
    expect(await known()).toEqual({ schoolOpen: false });
    expect(await known('SchoolRegistered')).toEqual({ schoolOpen: true });
    expect(await known('SchoolRegistered', 'SchoolClosed')).toEqual({ schoolOpen: false });
  });
});

describe('an invitation', () => {
  const withdraw = { type: 'WithdrawInvitation', urn: hunter } as const;
  const decline = { type: 'DeclineInvitation', urn: hunter } as const;
  it('is taken back by the partnership', () => {
    given(founded, invited(hunter)).when(withdraw).then(ended('InvitationWithdrawn'));
    given(founded).when(withdraw).refuses('not-invited');
    given(...pair)
      .when(withdraw)
      .refuses('not-invited');
  });
  it('is declined by the school', () => {
    byChair(founded, invited(hunter)).when(decline).then(ended('InvitationDeclined'));
    byChair(founded).when(decline).refuses('not-invited');
  });
});

describe('signing the charter', () => {
  const sign = { type: 'SignCharter', urn: hunter, version: 1 } as const;
  const asked = [founded, agreed(), invited(hunter)];
  it('by one of the two makes no member', () => {
    byHead(...asked)
      .when(sign, open)
      .then(signed(hunter, 'headteacher'));
    byChair(...asked)
      .when(sign, open)
      .then(signed(hunter, 'chair'));
  });
  it('by both makes a member, from the day of the second signature', () => {
    byChair(...asked, signed(hunter, 'headteacher'))
      .when(sign, open)
      .then(signed(hunter, 'chair'), admitted(hunter, '2025-10-01'));
    byHead(...asked, signed(hunter, 'chair'))
      .when(sign, open)
      .then(signed(hunter, 'headteacher'), admitted(hunter, '2025-10-01'));
  });
  it('twice changes nothing', () => {
    byHead(...asked, signed(hunter, 'headteacher'))
      .when(sign, open)
      .then();
    byChair(...pair)
      .when(sign, open)
      .then();
  });
  it('takes two people', () =>
    speaking(
      'chair',
      hunter,
      'headteacher-1',
    )(...asked, signed(hunter, 'headteacher'))
      .when(sign, open)
      .refuses('signed-by-one'));
  it('is in one’s own role', () => {
    for (const role of ['board', 'broker', 'service'])
      speaking(role)(...asked)
        .when(sign, open)
        .refuses('not-a-signatory');
  });
  it('needs an invitation that stands', () => {
    byHead(founded, agreed()).when(sign, open).refuses('not-invited');
    byHead(founded, agreed(), invited(hunter, '2025-09-30'))
      .when(sign, open)
      .refuses('not-invited');
    byHead(...asked, ended('InvitationWithdrawn'))
      .when(sign, open)
      .refuses('not-invited');
  });
  it('begins anew with a new invitation', () =>
    byChair(...asked, signed(hunter, 'headteacher'), ended('InvitationWithdrawn'), invited(hunter))
      .when(sign, open)
      .then(signed(hunter, 'chair')));
  it('needs a charter that was agreed, that runs, and that is the present one', () => {
    byHead(founded, invited(hunter)).when(sign, open).refuses('no-charter');
    byHead(...asked, agreed(2))
      .when(sign, open)
      .refuses('charter-renewed');
    byChair(...asked, signed(hunter, 'headteacher'), agreed(2))
      .when({ ...sign, version: 2 }, open)
      .then(signed(hunter, 'chair', { version: 2 }));
    const past = { ...agreed(), data: { ...agreed().data, until: '2025-09-30' } };
    byHead(founded, past as PartnershipEvent, invited(hunter))
      .when(sign, open)
      .refuses('charter-over');
  });
  it('is refused to a school that has closed since', () =>
    byHead(...asked)
      .when(sign, { schoolOpen: false })
      .refuses('school-not-open'));
  it('by a member is of the renewed charter', () =>
    byHead(...pair, agreed(2, ramsey, hunter))
      .when({ ...sign, version: 2 }, open)
      .then(signed(hunter, 'headteacher', { version: 2 })));
});

describe('who may know a partnership', () => {
  const shown = (
    caller: { role: string; urns?: string[]; scope?: string[] },
    ...events: PartnershipEvent[]
  ) => {
    const { role, urns = [], scope = [] } = caller;
    return shownOf(
      aggregate(partnership, { audience: partnershipAudience }),
      { actor: { id: 'a', role, urns }, scope: new Set(scope) },
      events,
      ['partnership:p1'],
      { id: partnershipId, today: '2025-10-01' },
    );
  };
  const head = { role: 'headteacher', urns: [hunter], scope: [`urn:${hunter}`] };
  it('are its own people', () => {
    expect(shown({ role: 'board', scope: ['partnership:p1'] }, founded)).toBe('everything');
    expect(shown({ role: 'board', scope: ['partnership:p2'] }, founded)).toBe('nothing');
  });
  it('are the headteachers and chairs of its members while they are', () => {
    expect(shown(head, ...pair)).toBe('everything');
    expect(shown(head, ...pair, withdrawn(hunter, '2025-09-30'))).toBe('nothing');
    expect(shown({ ...head, role: 'broker' }, ...pair)).toBe('nothing');
  });
  it('and in part those of a school that is asked to join, while it is', () => {
    expect(shown(head, founded)).toBe('nothing');
    expect(shown(head, founded, invited(hunter))).toBe('redacted');
    expect(shown(head, founded, invited(ramsey))).toBe('nothing');
    expect(shown(head, founded, invited(hunter, '2025-09-30'))).toBe('nothing');
    expect(shown(head, founded, invited(hunter), ended('InvitationDeclined'))).toBe('nothing');
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
    byBoard(...pair)
      .when(withdraw)
      .then(withdrawn(hunter, '2025-09-30')));
  it('changes nothing when it is said again', () =>
    byBoard(...pair, withdrawn(hunter, '2025-09-30'))
      .when(withdraw)
      .then());
  it('is refused for a school that is no member', () =>
    byBoard(founded).when(withdraw).refuses('not-a-member'));
  it('is refused ahead of time', () =>
    byBoard(...pair)
      .when({ ...withdraw, on: '2025-10-02' })
      .refuses('day-in-future'));
  it('is refused before the school joined', () =>
    byBoard(...pair)
      .when({ ...withdraw, on: '2025-08-31' })
      .refuses('leaves-before-it-joined'));
  it('is the word of the board, or of the school itself', () => {
    byHead(...pair)
      .when(withdraw)
      .then(withdrawn(hunter, '2025-09-30'));
  });
  it('leaves an active partnership of one dormant', () =>
    byBoard(...pair, activated)
      .when(withdraw)
      .then(withdrawn(hunter, '2025-09-30'), dormant('2025-09-30', ramsey)));
  it('leaves an active partnership of three active', () =>
    byBoard(...pair, activated, admitted('137260'))
      .when(withdraw)
      .then(withdrawn(hunter, '2025-09-30')));
});

describe('appointing a lead', () => {
  const held = { registered: true };
  const duties = ['brokers training'];
  const appoint = { type: 'AppointLead', personId: 'l1', role: 'clusterLead', duties } as const;
  const appointed: PartnershipEvent = {
    type: 'LeadAppointed',
    data: { partnershipId, personId: 'l1', role: 'clusterLead', duties },
  };
  it('records who leads what', () => given(founded).when(appoint, held).then(appointed));
  it('changes nothing when it is said again', () =>
    given(founded, appointed).when(appoint, held).then());
  it('is for one person in each role', () => {
    given(founded, appointed)
      .when({ ...appoint, personId: 'l2' }, held)
      .refuses('lead-appointed');
    given(founded, appointed)
      .when({ ...appoint, personId: 'l2', role: 'partnershipLead' }, held)
      .then({
        type: 'LeadAppointed',
        data: { partnershipId, personId: 'l2', role: 'partnershipLead', duties },
      });
  });
  it('hands over when the present lead is named', () =>
    given(founded, appointed)
      .when({ ...appoint, personId: 'l2', replaces: 'l1' }, held)
      .then({
        type: 'LeadAppointed',
        data: { partnershipId, personId: 'l2', role: 'clusterLead', duties, replaces: 'l1' },
      }));
  it('is refused when nobody is there to be replaced', () =>
    given(founded)
      .when({ ...appoint, replaces: 'l9' }, held)
      .refuses('no-lead-to-replace'));
  it('is of somebody whom the register holds', () =>
    given(founded).when(appoint, { registered: false }).refuses('person-unknown'));
});

describe('agreeing a charter', () => {
  it('records the terms, to be signed', () => given(founded).when(charter).then(agreed()));
  it('again is a new version, of an active partnership too', () => {
    given(...pair)
      .when(charter)
      .then(agreed(2, ramsey, hunter));
    given(...pair, activated)
      .when(charter)
      .then(agreed(2, ramsey, hunter));
  });
  it('is refused when it would be over', () =>
    given(...pair)
      .when({ ...charter, until: '2025-10-01' })
      .refuses('charter-over'));
});

describe('activating a partnership', () => {
  it('needs a charter', () => given(founded).when(activate).refuses('no-charter'));
  it('takes up its work', () =>
    given(...pair)
      .when(activate)
      .then(activated));
  it('changes nothing when it is said again', () =>
    given(...pair, activated)
      .when(activate)
      .then());
  it('needs two schools', () =>
    given(...pair, withdrawn(ramsey, '2025-09-30'))
      .when(activate)
      .refuses('too-few-members'));
  it('needs the head and the chair of every school, to the present charter', () => {
    given(...pair, agreed(2, ramsey, hunter))
      .when(activate)
      .refuses('charter-not-signed');
    given(
      ...pair,
      agreed(2, ramsey, hunter),
      ...both(hunter, 2),
      signed(ramsey, 'chair', { version: 2 }),
    )
      .when(activate)
      .refuses('charter-not-signed');
    given(...pair, agreed(2, ramsey, hunter), ...both(hunter, 2), ...both(ramsey, 2))
      .when(activate)
      .then(activated);
  });
  it('needs a charter that runs', () => {
    const past = { ...agreed(), data: { ...agreed().data, until: '2025-09-30' } };
    given(founded, past as PartnershipEvent, ...joined(hunter), ...joined(ramsey))
      .when(activate)
      .refuses('charter-over');
  });
  it('wakes a dormant one that is two schools again', () =>
    given(
      ...pair,
      activated,
      withdrawn(ramsey, '2025-09-15'),
      dormant('2025-09-15', hunter),
      ...joined(ramsey),
    )
      .when(activate)
      .then(activated));
});
