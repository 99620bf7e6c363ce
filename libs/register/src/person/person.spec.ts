import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import type { PersonEvent } from './person.events.js';
import { person } from './person.js';

const given = decisionsOf(person, { id: 'p1' });
const registered: PersonEvent = {
  type: 'PersonRegistered',
  data: { personId: 'p1', urn: '139402' },
};
const register = { type: 'RegisterPerson', urn: '139402', name: 'Leader Seven' } as const;

describe('a person', () => {
  it('is a fact without a name', () => given().when(register).then(registered));
  it('is registered once', () => given(registered).when(register).refuses('person-registered'));
  it('has corrections that say which detail, not what it says', () =>
    given(registered)
      .when({ type: 'CorrectPerson', email: 'leader-7@example.org', reason: 'misspelt' })
      .then({
        type: 'PersonDetailsCorrected',
        data: { personId: 'p1', fields: ['email'], reason: 'misspelt' },
      }));
  it('is not corrected by saying nothing', () =>
    given(registered)
      .when({ type: 'CorrectPerson', reason: 'misspelt' })
      .refuses('nothing-corrected'));
  it('cannot be corrected before being registered', () =>
    given()
      .when({ type: 'CorrectPerson', name: 'Leader Eight', reason: 'misspelt' })
      .refuses('person-unknown'));
});
