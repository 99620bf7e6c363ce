import type { Catalogue, Event, Note, NoteId } from '#eventing';

/** The events of a narrative itself: that an edited text took its place. What it said is nowhere. */
export type NoteEvent = Event<'NoteReplaced', { noteId: NoteId; by: Note }>;

/** Versions of the events of a narrative. */
export const noteEvents: Catalogue<NoteEvent> = {
  NoteReplaced: 1,
};
