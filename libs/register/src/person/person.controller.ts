import { Controller, Get, Injectable, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { aggregate, type CommandShape, EventStore, NotFound, streamOf, within } from '#eventing';
import { Access, Beside, Caller, commandsOf, tagged } from '#http';
import { People } from './people.js';
import * as commands from './person.commands.js';
import { person } from './person.js';

/** The person as the house runs it. */
export const persons = aggregate(person);

/** Keeps the details of a person in the register, beside the facts that name only the id. */
@Injectable()
export class PersonDetailsBeside extends Beside {
  constructor(private readonly people: People) {
    super();
  }
  override async before(id: string, command: CommandShape): Promise<void> {
    if (command instanceof commands.RegisterPerson) await this.people.put(id, command);
  }
  override async after(id: string, command: CommandShape): Promise<void> {
    if (command instanceof commands.CorrectPerson) await this.people.correct(id, command);
  }
}

/** `POST /v1/people` and its corrections. */
export const PersonController = commandsOf(persons, {
  route: 'people',
  create: commands.RegisterPerson,
  intents: { corrections: commands.CorrectPerson },
  beside: PersonDetailsBeside,
});

/** A person, as served to those who may see the school they work for. */
class PersonAnswer {
  @ApiProperty({ example: '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11' })
  id!: string;
  @ApiProperty({ example: 'Leader Seven' })
  name!: string;
  @ApiProperty({ required: false, example: 'leader-7@example.org' })
  email?: string;
  @ApiProperty({ required: false, example: '01632 960007' })
  phone?: string;
}

/** `GET /v1/people/{id}`: the only place where an id becomes a name. */
@Controller('v1/people')
@tagged('register')
export class OpenPersonController {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
  ) {}

  @Get(':id')
  @Access('People')
  @ApiOperation({ summary: 'A person of the register.' })
  @ApiOkResponse({ type: PersonAnswer })
  async open(@Param('id') id: string, @Caller() caller: Caller): Promise<PersonAnswer> {
    const [first] = await this.store.readStream(streamOf(person.category, id), { limit: 1 });
    const details = first && within(caller.scope, first.about) && (await this.people.open(id));
    if (!details) throw new NotFound(`person:${id}`);
    return { id, ...details };
  }
}
