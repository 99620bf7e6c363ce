import type { Catalogue, Fact, Note, NoteId } from '#eventing';

/** The facts of a narrative itself: that an edited text took its place. What it said is nowhere. */
export type NoteEvent = Fact<'NoteReplaced', { noteId: NoteId; by: Note }>;

/** Versions of the facts of a narrative. */
export const noteEvents: Catalogue<NoteEvent> = {
  NoteReplaced: 1,
};
