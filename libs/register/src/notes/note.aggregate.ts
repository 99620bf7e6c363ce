import { Injectable } from '@nestjs/common';
import { aggregate, type CommandShape, NotFound, Refusal } from '#eventing';
import { Beside, commandsOf } from '#http';
import { RedactNote } from './note.commands.js';
import { note } from './note.js';
import { Notes } from './notes.js';

/** Erases what a narrative said once the event of its edited text is recorded. */
@Injectable()
export class RedactionBeside extends Beside {
  constructor(private readonly notes: Notes) {
    super();
  }
  override async before(id: string): Promise<void> {
    const held = await this.notes.open(id);
    if (!held) throw new NotFound(`note:${id}`);
    if ('erased' in held)
      throw new Refusal(
        'note-erased',
        'The words of this note were erased: there is nothing left.',
      );
  }
  override async after(id: string, command: CommandShape): Promise<void> {
    if (command instanceof RedactNote) await this.notes.replace(id, command.text.note);
  }
}

/** `POST /v1/redactions`. */
export const noteEdits = commandsOf(aggregate(note), {
  route: 'redactions',
  create: RedactNote,
  subject: (it) => it.noteId,
  intents: {},
  beside: RedactionBeside,
  roles: {
    RedactNote: ['operator'],
  },
});
