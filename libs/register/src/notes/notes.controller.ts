import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { Audiences, EventStore, isUuid, NotFound, streamOf } from '#eventing';
import { Access, Caller, noteReaders, problem, problems, tagged } from '#http';
import { Notes } from './notes.js';

/** A narrative, as served to those who may see its subject. */
class NoteAnswer {
  @ApiProperty({ example: '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11' })
  id!: string;
  @ApiProperty({ description: 'The words' })
  text!: string;
  @ApiProperty({ type: [String], example: ['deployment:0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11'] })
  subjects!: readonly string[];
  @ApiProperty({ format: 'date-time' })
  storedOn!: string;
  @ApiProperty({ required: false, description: 'An edited text took the place of the first' })
  edited?: true;
}

/** `GET /v1/notes/{id}`: opens the narrative that an event names. */
@Controller('v1/notes')
@tagged('register')
export class OpenNoteController {
  constructor(
    private readonly store: EventStore,
    private readonly audiences: Audiences,
    private readonly notes: Notes,
  ) {}

  @Get(':id')
  @Access('Notes', noteReaders)
  @ApiOperation({
    summary: 'The words of a narrative, if an event names it and you may see its subject.',
  })
  @ApiOkResponse({ type: NoteAnswer })
  @OpenProblems()
  async open(@Param('id') id: string, @Caller() caller: Caller): Promise<NoteAnswer> {
    const note = isUuid(id) ? await this.notes.open(id) : undefined;
    if (!note || !(await this.isNamed(id, note.subjects, caller))) throw new NotFound(`note:${id}`);
    if ('erased' in note) throw problem('erased', 'What this note said was erased.');
    return note;
  }

  /** Whether a subject's stream names the note, and the caller is shown everything of that subject. */
  private async isNamed(id: string, subjects: readonly string[], caller: Caller): Promise<boolean> {
    const streams = subjects.flatMap((subject) => {
      const [identity, key] = split(subject);
      // whoever may see a person may not for that reason see what was written about them elsewhere
      const owner = identity === 'person' ? undefined : this.audiences.aggregates.named(identity);
      return owner ? [streamOf(owner.decider.category, key)] : [];
    });
    const shown = await this.audiences.shown(caller, streams);
    const open = streams.filter((it) => shown.get(it) === 'everything');
    const read = await this.store.readStreams(open);
    return [...read.values()].some((events) => events.some((it) => it.tags.includes(`note:${id}`)));
  }
}

const split = (subject: string): [string, string] => {
  const at = subject.indexOf(':');
  return [subject.slice(0, at), subject.slice(at + 1)];
};

function OpenProblems(): MethodDecorator {
  return (target, name, descriptor) => {
    for (const decorate of problems({
      404: 'There is no such note, or not for this caller',
      410: 'What it said was erased',
    }))
      decorate(target, name, descriptor);
  };
}
