import { setTimeout as pause } from 'node:timers/promises';
import { type Outcome, type Recorded, Refusal, type Request, streamOf } from '#eventing';
import type { RequestErasure } from '../person/person.commands.js';
import type { PersonEvent, Receipt } from '../person/person.events.js';
import { person } from '../person/person.js';
import { persons } from '../person/persons.js';
import { type Dossier, dossierOf } from './dossier.js';
import type { ErasureParts } from './erasure-parts.js';
import { type Outlook, outlookOf } from './outlook.js';
import { ErasureQueue } from './queue.js';

const MOST_NAMED = 20;

/** As long as a caller waits for a receipt; the erasure goes on after that. */
const PATIENCE_MS = 30_000;

/**
 * Erases people. The request is an event first; then the words go in one transaction, the tables are written anew, every
 * store is searched, and the receipt is an event. Erasures queue; whatever is cut short, the next round or a repeat finishes.
 */
export class Erasures {
  private readonly queue: ErasureQueue;

  constructor(private readonly parts: ErasureParts) {
    this.queue = new ErasureQueue(parts);
  }

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

  /** Finishes the erasure of a person that was asked for, when its turn comes; answers its receipt, if there is one. */
  async carryOut(personId: string): Promise<Receipt | undefined> {
    await this.queue.take(personId);
    const done = (await this.eventsOf(personId)).find((it) => it.type === 'SubjectErased');
    return done?.data.receipt;
  }

  /** The same, but waits half a minute at most: an erasure that takes longer goes on by itself. */
  async begin(personId: string): Promise<void> {
    const bound = new AbortController();
    try {
      await Promise.race([
        this.carryOut(personId),
        pause(PATIENCE_MS, undefined, { signal: bound.signal, ref: false }),
      ]);
    } finally {
      bound.abort();
    }
  }

  /** Finishes the erasures of these people; answers how many were erased by now. Throws what went wrong with one of them. */
  async finish(people: readonly string[]): Promise<number> {
    const ends = await Promise.allSettled(people.map((it) => this.carryOut(it)));
    const failed = ends.find((it) => it.status === 'rejected');
    if (failed) throw failed.reason;
    return ends.filter((it) => it.status === 'fulfilled' && it.value).length;
  }

  /** Lets go of those who wait for an erasure, which goes on when the house is started again. */
  close(): Promise<void> {
    return this.queue.close();
  }

  private eventsOf(personId: string): Promise<Recorded<PersonEvent>[]> {
    return this.parts.store.readStream<PersonEvent>(streamOf(person.category, personId));
  }
}
