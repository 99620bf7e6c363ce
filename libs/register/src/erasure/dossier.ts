import type { Pool } from 'pg';
import { type EventStore, ORIGIN, type Place, type Position, type Recorded } from '#eventing';
import { TAG_INDEX } from '#projections';
import { People, type PersonDetails } from '../person/people.js';
import type { StoredNote } from '../notes/notes.js';
import type { ErasureParts } from './erasure-parts.js';
import { outlookOf } from './outlook.js';
import { notesMentioning, notesNaming } from './words.js';

const PAGE = 1_000;

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
    events: await eventsNaming(pool, store, `person:${personId}`),
  };
}

/** From the index as far as it is, and from the log after that: so none is missing. */
async function eventsNaming(pool: Pool, store: EventStore, identity: string): Promise<Recorded[]> {
  const { rows: followers } = await pool.query<{ position: Position }>(
    'select position from house.followers where name = $1 and live',
    [TAG_INDEX],
  );
  const indexed = followers[0]?.position ?? ORIGIN;
  const { rows } = await pool.query<Place>(
    'select position, stream, revision from house.tags where identity = $1 and position <= $2 order by position',
    [identity, indexed],
  );
  const events = await store.readEvents(rows);
  for (let after = indexed; ;) {
    const page = await store.readAll(after, { limit: PAGE });
    const last = page.at(-1);
    if (!last) return events;
    events.push(...page.filter((it) => it.tags.includes(identity)));
    after = last.position;
  }
}
