import type { Catalogue, Fact, Id, Note } from '#eventing';
import type { Urn } from '#network';

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

/** The facts of one person: that the register holds them and for which school they work, never who they are. */
export type PersonEvent =
  | Fact<'PersonRegistered', { personId: Id; urn: Urn }>
  | Fact<'PersonDetailsCorrected', { personId: Id; fields: readonly string[]; reason: string }>
  | Fact<
      'ErasureRequested',
      {
        personId: Id;
        basis: string;
        article: string;
        requestedBy: string;
        /** Notes that do not name the person as a subject and are erased all the same. */
        erase: readonly string[];
        /** Notes that were judged to be of somebody else. */
        keep: readonly string[];
      }
    >
  | Fact<
      'ErasureRefused',
      {
        personId: Id;
        basis: string;
        article: string;
        requestedBy: string;
        explanation: Note;
      }
    >
  | Fact<'SubjectErased', { personId: Id; receipt: Receipt }>;

const person = (d: { personId: string }) => `person:${d.personId}`;
const notes = (ids: readonly string[]) => ids.map((it) => `note:${it}`);

/** Versions and identities of the facts of a person. */
export const personEvents: Catalogue<PersonEvent> = {
  PersonRegistered: { version: 1, about: (d) => [person(d), `urn:${d.urn}`] },
  PersonDetailsCorrected: { version: 1, about: (d) => [person(d)] },
  ErasureRequested: {
    version: 1,
    about: (d) => [person(d), ...notes([...d.erase, ...d.keep])],
  },
  ErasureRefused: { version: 1, about: (d) => [person(d), `note:${d.explanation.note}`] },
  SubjectErased: { version: 1, about: (d) => [person(d)] },
};
