import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { Audiences, EventStore, isUuid, NotFound, streamOf } from '#eventing';
import { Access, Caller, problem, problems, tagged } from '#http';
import { People } from './people.js';
import { person } from './person.js';

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
    private readonly audiences: Audiences,
    private readonly people: People,
  ) {}

  @Get(':id')
  @Access('People', ['broker', 'operator'])
  @ApiOperation({ summary: 'A person of the register.' })
  @ApiOkResponse({ type: PersonAnswer })
  @OpenProblems()
  async open(@Param('id') id: string, @Caller() caller: Caller): Promise<PersonAnswer> {
    const stream = streamOf(person.category, id);
    const shown = isUuid(id) ? await this.audiences.shownOf(caller, stream) : 'nothing';
    if (shown !== 'everything') throw new NotFound(`person:${id}`);
    const details = await this.people.open(id);
    if (details) return { id, ...details };
    // who runs the house sees everything, also what never was
    const ever = await this.store.readStream(stream, { limit: 1 });
    if (ever.length === 0) throw new NotFound(`person:${id}`);
    throw problem('erased', 'This person was erased: their id means nobody now.');
  }
}

function OpenProblems(): MethodDecorator {
  return (target, name, descriptor) => {
    for (const decorate of problems({
      404: 'There is no such person, or not for this caller',
      410: 'The person was erased',
    }))
      decorate(target, name, descriptor);
  };
}
