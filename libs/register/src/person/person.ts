import { type Decider, Refusal } from '#eventing';
import type { PersonCommand } from './person.commands.js';
import { personEvents, type PersonEvent } from './person.events.js';

/** Whether the register holds the person. */
export type PersonState = 'none' | 'registered';

/** A person of the register. The details travel beside the command, never into a fact. */
export const person: Decider<PersonCommand, PersonEvent, PersonState> = {
  category: 'register.person',
  identity: 'person',
  facts: personEvents,
  initial: 'none',

  decide(command, state, { id: personId }) {
    switch (command.type) {
      case 'RegisterPerson':
        if (state !== 'none')
          throw new Refusal('person-registered', 'This person was registered before.');
        return [{ type: 'PersonRegistered', data: { personId, urn: command.urn } }];
      case 'CorrectPerson': {
        if (state === 'none') throw new Refusal('person-unknown', 'No such person is registered.');
        const fields = (['name', 'email', 'phone'] as const).filter(
          (it) => command[it] !== undefined,
        );
        if (fields.length === 0)
          throw new Refusal('nothing-corrected', 'Name at least one of name, email and phone.');
        return [
          { type: 'PersonDetailsCorrected', data: { personId, fields, reason: command.reason } },
        ];
      }
    }
  },

  evolve: () => 'registered',
};
