import { type Decider } from '#eventing';
import type { NoteCommand } from './note.commands.js';
import { noteEvents, type NoteEvent } from './note.events.js';

/** A narrative of the register, once it is edited. Before that only the events that name it speak of it. */
export const note: Decider<NoteCommand, NoteEvent, 'as-written' | 'edited'> = {
  category: 'register.note',
  identity: 'note',
  events: noteEvents,
  initial: 'as-written',
  decide: ({ text }, _, { id: noteId }) => [{ type: 'NoteReplaced', data: { noteId, by: text } }],
  evolve: () => 'edited',
};
