import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import type { PersonEvent } from './person.events.js';
import { person } from './person.js';

const given = decisionsOf(person, { id: 'p1' });
const registered: PersonEvent = {
  type: 'PersonRegistered',
  data: { personId: 'p1', urn: '139402' },
};
const asking = { basis: 'objection', requestedBy: 'subject' } as const;
const requested: PersonEvent = {
  type: 'ErasureRequested',
  data: { personId: 'p1', ...asking, article: '17(1)(c)', erase: ['n1'], keep: ['n2'] },
};
const receipt = {
  removed: [{ store: 'register.people', rows: 1 }],
  searched: 30,
  found: [],
};
const erased: PersonEvent = { type: 'SubjectErased', data: { personId: 'p1', receipt } };
const register = { type: 'RegisterPerson', urn: '139402', name: 'Leader Seven' } as const;
const correct = {
  type: 'CorrectPerson',
  email: 'leader-7@example.org',
  reason: 'misspelt',
} as const;
const request = { type: 'RequestErasure', ...asking } as const;
const explanation = { note: 'n3', hash: 'h' };

describe('a person', () => {
  it('is an event without a name', () => given().when(register).then(registered));
  it('is registered once', () => given(registered).when(register).refuses('person-registered'));
  it('has corrections that say which detail, not what it says', () =>
    given(registered)
      .when(correct)
      .then({
        type: 'PersonDetailsCorrected',
        data: { personId: 'p1', fields: ['email'], reason: 'misspelt' },
      }));
  it('is not corrected by saying nothing', () =>
    given(registered)
      .when({ type: 'CorrectPerson', reason: 'misspelt' })
      .refuses('nothing-corrected'));
  it('cannot be corrected before being registered', () =>
    given().when(correct).refuses('person-unknown'));
});

describe('an erasure', () => {
  it('is asked for on a ground, with what was judged of the notes', () =>
    given(registered)
      .when({ ...request, erase: ['n1'], keep: ['n2'] })
      .then(requested));
  it('asked for again changes nothing, so that it can be finished', () =>
    given(registered, requested).when(request).then());
  it('allows nothing to be added while it is under way', () =>
    given(registered, requested).when(correct).refuses('erasure-under-way'));
  it('ends with a receipt, once', () => {
    const record = { type: 'RecordErasure', receipt } as const;
    given(registered, requested).when(record).then(erased);
    given(registered, requested, erased).when(record).then();
  });
  it('is not receipted when nobody asked', () =>
    given(registered).when({ type: 'RecordErasure', receipt }).then());
  it('is for good', () => {
    const after = given(registered, requested, erased);
    after.when(request).refuses('person-erased');
    after.when(correct).refuses('person-erased');
    after.when(register).refuses('person-registered');
  });
  it('of nobody is refused', () => given().when(request).refuses('person-unknown'));
  it('may be refused by law, and asked for again later', () => {
    const refused: PersonEvent = {
      type: 'ErasureRefused',
      data: {
        personId: 'p1',
        basis: 'legalClaims',
        article: '17(3)(e)',
        requestedBy: 'subject',
        explanation,
      },
    };
    given(registered)
      .when({ type: 'RefuseErasure', basis: 'legalClaims', requestedBy: 'subject', explanation })
      .then(refused);
    given(registered, refused)
      .when({ ...request, erase: ['n1'], keep: ['n2'] })
      .then(requested);
  });
});
