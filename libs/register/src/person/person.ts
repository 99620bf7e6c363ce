import { type Decider, Refusal } from '#eventing';
import { erasureGrounds, refusalBases } from './grounds.js';
import type { CorrectPerson, PersonCommand } from './person.commands.js';
import { personEvents, type PersonEvent } from './person.events.js';

/** Whether the register holds the person, is letting go of them, or no longer does. */
export type PersonState = 'none' | 'registered' | 'erasing' | 'erased';

/** A person of the register. The details travel beside the command, never into an event. */
export const person: Decider<PersonCommand, PersonEvent, PersonState> = {
  category: 'register.person',
  identity: 'person',
  events: personEvents,
  initial: 'none',

  decide(command, state, { id: personId }) {
    switch (command.type) {
      case 'RegisterPerson':
        if (state !== 'none')
          throw new Refusal('person-registered', 'This person was registered before.');
        return [{ type: 'PersonRegistered', data: { personId, urn: command.urn } }];
      case 'CorrectPerson':
        refuseUnlessHeld(state);
        return [{ type: 'PersonDetailsCorrected', data: corrected(command, personId) }];
      case 'RequestErasure': {
        if (state === 'erasing') return [];
        refuseUnlessHeld(state);
        const { basis, requestedBy, erase = [], keep = [] } = command;
        const article = erasureGrounds[basis];
        const judged = { erase: [...erase], keep: [...keep] };
        return [
          {
            type: 'ErasureRequested',
            data: { personId, basis, article, requestedBy, ...judged },
          },
        ];
      }
      case 'RefuseErasure': {
        refuseUnlessHeld(state);
        const { basis, requestedBy, explanation } = command;
        const article = refusalBases[basis];
        const data = { personId, basis, article, requestedBy, explanation };
        return [{ type: 'ErasureRefused', data }];
      }
      case 'RecordErasure': {
        if (state !== 'erasing') return [];
        return [{ type: 'SubjectErased', data: { personId, receipt: command.receipt } }];
      }
    }
  },

  evolve(state, { type }) {
    switch (type) {
      case 'PersonRegistered':
        return 'registered';
      case 'PersonDetailsCorrected':
      case 'ErasureRefused':
        return state;
      case 'ErasureRequested':
        return 'erasing';
      case 'SubjectErased':
        return 'erased';
    }
  },
};

function corrected(command: CorrectPerson, personId: string) {
  const fields = (['name', 'email', 'phone'] as const).filter((it) => command[it] !== undefined);
  if (fields.length === 0)
    throw new Refusal('nothing-corrected', 'Name at least one of name, email and phone.');
  return { personId, fields, reason: command.reason };
}

function refuseUnlessHeld(state: PersonState): void {
  switch (state) {
    case 'none':
      throw new Refusal('person-unknown', 'No such person is registered.');
    case 'erasing':
      throw new Refusal('erasure-under-way', 'This person is being erased: nothing can be added.');
    case 'erased':
      throw new Refusal('person-erased', 'This person was erased. Their id means nobody now.');
    case 'registered':
  }
}
