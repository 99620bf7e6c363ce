import type { Recorded } from '#eventing';
import { People, type PersonDetails } from '../person/people.js';
import type { StoredNote } from '../notes/notes.js';
import type { ErasureParts } from './erasure-parts.js';
import { EventsNaming } from './events-naming.js';
import { outlookOf } from './outlook.js';
import { notesMentioning, notesNaming } from './words.js';

/** Everything the house holds on a person: what a subject access request is answered with. */
export interface Dossier {
  readonly personId: string;
  readonly state: string;
  /** Absent once they are erased. */
  readonly details?: PersonDetails;
  /** The narratives that name them. */
  readonly notes: readonly StoredNote[];
  /** Narratives that seem to mention them, and may be of somebody else: to be judged before they are handed out. */
  readonly mentions: readonly StoredNote[];
  /** The events that name them, in the order of the log. */
  readonly events: readonly Recorded[];
}

/** Gathers it; throws `NotFound` when nobody was ever registered by this id. */
export async function dossierOf(parts: ErasureParts, personId: string): Promise<Dossier> {
  const { pool, store, clock } = parts;
  const { state } = await outlookOf(parts, personId);
  const details = await new People(pool, clock).open(personId);
  return {
    personId,
    state,
    ...(details ? { details } : {}),
    notes: await notesNaming(pool, personId),
    mentions: details ? await notesMentioning(pool, personId, details) : [],
    events: await new EventsNaming(pool, store).of(`person:${personId}`),
  };
}
