import { Injectable } from '@nestjs/common';
import type { CommandShape } from '#eventing';
import { Beside, commandsOf } from '#http';
import { Erasures } from '../erasure/erasures.js';
import { People } from './people.js';
import * as commands from './person.commands.js';
import { persons } from './persons.js';

/** Keeps the details of a person in the register, beside the events that name only the id; and erases them. */
@Injectable()
export class PersonDetailsBeside extends Beside {
  constructor(
    private readonly people: People,
    private readonly erasures: Erasures,
  ) {
    super();
  }
  override keepsWords(command: CommandShape): boolean {
    return command instanceof commands.RegisterPerson || command instanceof commands.CorrectPerson;
  }
  override async before(id: string, command: CommandShape): Promise<void> {
    if (command instanceof commands.RequestErasure) await this.erasures.admit(id, command);
  }
  override async keep(id: string, command: CommandShape): Promise<void> {
    if (command instanceof commands.RegisterPerson) await this.people.put(id, command);
  }
  override async takeBack(id: string, command: CommandShape): Promise<void> {
    if (command instanceof commands.RegisterPerson) await this.people.takeBack(id);
  }
  override async after(id: string, command: CommandShape): Promise<void> {
    if (command instanceof commands.CorrectPerson) await this.people.correct(id, command);
    if (command instanceof commands.RequestErasure) await this.erasures.begin(id);
  }
}

/** `POST /v1/people`, its corrections, and what becomes of a request for erasure. */
export const servedPersons = commandsOf(persons, {
  route: 'people',
  create: commands.RegisterPerson,
  intents: {
    corrections: commands.CorrectPerson,
    erasures: commands.RequestErasure,
    'erasure-refusals': commands.RefuseErasure,
  },
  beside: PersonDetailsBeside,
  roles: {
    RegisterPerson: ['broker', 'operator'],
    CorrectPerson: ['broker', 'operator'],
    RequestErasure: ['operator'],
    RefuseErasure: ['operator'],
  },
});
