import {
  foldOf,
  idOf,
  type Outcome,
  type Recorded,
  Refusal,
  type Request,
  requestOf,
  streamOf,
} from '#eventing';
import type { RequestErasure } from '../person/person.commands.js';
import type { PersonEvent, Receipt } from '../person/person.events.js';
import { person } from '../person/person.js';
import { persons } from '../person/persons.js';
import { byteSearch } from './byte-search.js';
import { type Dossier, dossierOf } from './dossier.js';
import { empty, forgetWords } from './emptying.js';
import type { ErasureParts } from './erasure-parts.js';
import { locked } from './lock.js';
import { type Outlook, outlookOf } from './outlook.js';
import { rewrite } from './rewriting.js';

const MOST_NAMED = 20;

/**
 * Erases people. The request is an event first; then the words go in one transaction, the tables are written anew, every
 * store is searched, and the receipt is an event. Whatever is cut short, the next round or a repeat finishes.
 */
export class Erasures {
  constructor(private readonly parts: ErasureParts) {}

  /** Everything the house holds on a person; throws `NotFound` when nobody was ever registered by this id. */
  dossier(personId: string): Promise<Dossier> {
    return dossierOf(this.parts, personId);
  }

  /** What erasing a person would remove, what is to be judged first, and what is in the way. */
  outlook(personId: string): Promise<Outlook> {
    return outlookOf(this.parts, personId);
  }

  /** Throws a `Refusal` when a person cannot be erased yet; one whose erasure is under way always can. */
  async admit(personId: string, { erase = [], keep = [] }: RequestErasure): Promise<void> {
    const { state, obstacles, mentions, names } = await this.outlook(personId);
    if (state !== 'registered') return;
    const [first] = obstacles;
    if (first) throw new Refusal(first.code, first.detail);
    const judged = new Set([...erase, ...keep]);
    const open = mentions.filter((it) => !judged.has(it));
    if (open.length > 0)
      throw new Refusal(
        'notes-to-judge',
        `The words of ${open.length} notes hold the name or contacts and nobody has said whether this person is meant: ` +
          `${open.slice(0, MOST_NAMED).join(', ')}. Name each in erase or keep, or edit it first (POST /v1/redactions).`,
      );
    const known = new Set([...mentions, ...names]);
    const strange = erase.find((it) => !known.has(it));
    if (strange !== undefined)
      throw new Refusal(
        'note-not-theirs',
        `Note ${strange} neither names nor mentions this person: it is not erased with them.`,
      );
  }

  /** Asks and carries out at once; the same as `admit`, the command, and `carryOut`. */
  async forget(personId: string, command: RequestErasure, request: Request): Promise<Outcome> {
    await this.admit(personId, command);
    const outcome = await this.parts.handling.handle(persons, personId, command, request);
    await this.carryOut(personId);
    return outcome;
  }

  /** Finishes the erasure of a person that was asked for; answers its receipt, if there is one. */
  carryOut(personId: string): Promise<Receipt | undefined> {
    return locked(this.parts.pool, async () => {
      const events = await this.eventsOf(personId);
      const asked = events.filter((it) => it.type === 'ErasureRequested').at(-1);
      if (foldOf<PersonEvent, unknown>(person, events) === 'erasing' && asked)
        await this.erase(personId, asked);
      await this.tidy(personId);
      const done = (await this.eventsOf(personId)).find((it) => it.type === 'SubjectErased');
      return done?.data.receipt;
    });
  }

  /** Finishes the erasures of these people, one by one; answers how many were erased by now. */
  async finish(people: readonly string[]): Promise<number> {
    let finished = 0;
    for (const id of people) if (await this.carryOut(id)) finished += 1;
    return finished;
  }

  private async erase(
    personId: string,
    { id, correlationId, data }: Recorded<Extract<PersonEvent, { type: 'ErasureRequested' }>>,
  ): Promise<void> {
    const { pool, store, handling, clock } = this.parts;
    const { words, removed } = await empty(pool, personId, data.erase, clock.now());
    await rewrite(pool);
    const search = await byteSearch(pool, store, words);
    const command = { type: 'RecordErasure', receipt: { removed, ...search } };
    const causes = { correlationId, causationId: id };
    const request = requestOf('register.erasure', idOf('register.erasure', id), causes);
    await handling.handle(persons, personId, command, request);
  }

  /** With the receipt written, nothing has to be looked for any more. */
  private async tidy(personId: string): Promise<void> {
    if ((await forgetWords(this.parts.pool, personId)) > 0) await rewrite(this.parts.pool);
  }

  private eventsOf(personId: string): Promise<Recorded<PersonEvent>[]> {
    return this.parts.store.readStream<PersonEvent>(streamOf(person.category, personId));
  }
}
