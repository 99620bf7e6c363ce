import type { Catalogue, Event, Note, NoteId } from '#eventing';
import type { PersonId, Urn } from '#network';

/** How many rows of a store a search found, or an erasure emptied. */
export interface Counted {
  readonly store: string;
  readonly rows: number;
}

/** What an erasure did: counts and names of stores, never a word of what was erased. */
export interface Receipt {
  /** What was removed, by store. */
  readonly removed: readonly Counted[];
  /** How many stores were searched afterwards for every word that was removed. */
  readonly searched: number;
  /** The stores that still hold one of the words, for somebody to look at: none when all is well. */
  readonly found: readonly Counted[];
}

/** The events of one person: that the register holds them and for which school they work, never who they are. */
export type PersonEvent =
  | Event<'PersonRegistered', { personId: PersonId; urn: Urn }>
  | Event<
      'PersonDetailsCorrected',
      { personId: PersonId; fields: readonly string[]; reason: string }
    >
  | Event<
      'ErasureRequested',
      {
        personId: PersonId;
        basis: string;
        article: string;
        requestedBy: string;
        /** Notes that do not name the person as a subject and are erased all the same. */
        erase: readonly NoteId[];
        /** Notes that were judged to be of somebody else. */
        keep: readonly NoteId[];
      }
    >
  | Event<
      'ErasureRefused',
      {
        personId: PersonId;
        basis: string;
        article: string;
        requestedBy: string;
        explanation: Note;
      }
    >
  | Event<'SubjectErased', { personId: PersonId; receipt: Receipt }>;

/** Versions of the events of a person. */
export const personEvents: Catalogue<PersonEvent> = {
  PersonRegistered: 1,
  PersonDetailsCorrected: 1,
  ErasureRequested: 1,
  ErasureRefused: 1,
  SubjectErased: 1,
};
