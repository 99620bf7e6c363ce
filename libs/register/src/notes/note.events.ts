import type { Catalogue, Fact, Note } from '#eventing';

/** The facts of a narrative itself: that an edited text took its place. What it said is nowhere. */
export type NoteEvent = Fact<'NoteReplaced', { noteId: string; by: Note }>;

/** Versions and identities of the facts of a narrative. */
export const noteEvents: Catalogue<NoteEvent> = {
  NoteReplaced: { version: 1, about: (d) => [`note:${d.noteId}`, `note:${d.by.note}`] },
};
