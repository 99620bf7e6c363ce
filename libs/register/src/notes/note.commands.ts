import { command, type Note } from '#eventing';
import { IdField, NarrativeField } from '#http';

/** Body of `POST /v1/redactions`. */
export class RedactNote extends command(
  'RedactNote',
  'An edited text takes the place of a narrative, whose words are erased.',
)<RedactNote> {
  @IdField('The note')
  noteId!: string;

  @NarrativeField('What it says from now on.')
  text!: Note;
}

/** Every command of a narrative. */
export type NoteCommand = RedactNote;
