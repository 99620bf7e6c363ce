import { foldOf, NotFound, type Obstacle, streamOf } from '#eventing';
import type { PersonEvent, Receipt } from '../person/person.events.js';
import { People } from '../person/people.js';
import { person, type PersonState } from '../person/person.js';
import type { ErasureParts } from './erasure-parts.js';
import { EventsNaming } from './events-naming.js';
import { notesMentioning, notesNaming } from './words.js';

/** How an erasure of a person stands, and what it would do. */
export interface Outlook {
  readonly personId: string;
  readonly state: Exclude<PersonState, 'none'>;
  /** What has to end first. */
  readonly obstacles: readonly Obstacle[];
  /** The notes that name them: they are erased with them. */
  readonly names: readonly string[];
  /** The notes whose words seem to mention them: somebody has to judge each. */
  readonly mentions: readonly string[];
  /** What was removed, once they are erased. */
  readonly receipt?: Receipt;
}

/** Looks without changing anything; throws `NotFound` when nobody was ever registered by this id. */
export async function outlookOf(
  { pool, store, clock, needs }: ErasureParts,
  personId: string,
): Promise<Outlook> {
  const events = await store.readStream<PersonEvent>(streamOf(person.category, personId));
  const state = foldOf<PersonEvent, PersonState>(person, events);
  if (state === 'none') throw new NotFound(`person:${personId}`);
  const erased = events.find((it) => it.type === 'SubjectErased');
  const details = await new People(pool, clock).open(personId);
  const naming = new EventsNaming(pool, store);
  const ids = (notes: readonly { readonly id: string }[]) => notes.map((it) => it.id);
  return {
    personId,
    state,
    obstacles:
      state === 'registered'
        ? (await Promise.all(needs.map((it) => it(personId, naming)))).flat()
        : [],
    names: ids(await notesNaming(pool, personId)),
    mentions: details ? ids(await notesMentioning(pool, personId, details)) : [],
    ...(erased ? { receipt: erased.data.receipt } : {}),
  };
}
