import { foldOf, idOf, type Recorded, requestOf, streamOf } from '#eventing';
import type { PersonEvent } from '../person/person.events.js';
import { person } from '../person/person.js';
import { persons } from '../person/persons.js';
import { byteSearch, type Search } from './byte-search.js';
import { type Emptied, empty, forgetWords } from './emptying.js';
import type { ErasureParts } from './erasure-parts.js';
import { rewrite } from './rewriting.js';

type Asked = Recorded<Extract<PersonEvent, { type: 'ErasureRequested' }>>;

/** One person's way through a round. */
interface Erasing extends Emptied {
  readonly personId: string;
  readonly asked: Asked;
}

/** Why people of a round could not be erased, by their id; the others were. */
export type Failures = ReadonlyMap<string, unknown>;

/**
 * Carries out the erasures of some people that were asked for: each is emptied by itself, the tables are written anew and the
 * stores searched once for all of them, and each gets a receipt. Done before, or not asked for, it changes nothing. Throws
 * when none could be erased.
 */
export async function eraseAll(
  parts: ErasureParts,
  people: readonly string[],
  signal: AbortSignal,
): Promise<Failures> {
  const { pool, store } = parts;
  const failures = new Map<string, unknown>();
  const each = async <T extends { personId: string }>(
    of: readonly T[],
    work: (it: T) => Promise<void>,
  ): Promise<void> => {
    for (const it of of)
      await work(it).catch((error: unknown) => void failures.set(it.personId, error));
  };

  const erasing: Erasing[] = [];
  await each(
    people.map((personId) => ({ personId })),
    async ({ personId }) => {
      const asked = await askedOf(parts, personId);
      if (asked) erasing.push({ personId, asked, ...(await emptied(parts, personId, asked)) });
    },
  );
  if (erasing.length > 0) {
    await rewrite(pool, signal);
    await each(await byteSearch(pool, store, erasing), (it) => receipt(parts, it));
  }
  // with the receipt written, nothing has to be looked for any more
  const done = people.filter((it) => !failures.has(it));
  if ((await forgetWords(pool, done)) > 0) await rewrite(pool, signal);
  return failures;
}

/** The request that is still to be carried out, if there is one. */
async function askedOf({ store }: ErasureParts, personId: string): Promise<Asked | undefined> {
  const events = await store.readStream<PersonEvent>(streamOf(person.category, personId));
  if (foldOf<PersonEvent, unknown>(person, events) !== 'erasing') return undefined;
  return events.filter((it) => it.type === 'ErasureRequested').at(-1);
}

const emptied = ({ pool, clock }: ErasureParts, personId: string, { data }: Asked) =>
  empty(pool, personId, data.erase, clock.now());

async function receipt(
  { handling }: ErasureParts,
  { personId, asked, removed, search }: Erasing & { readonly search: Search },
): Promise<void> {
  const { id, correlationId } = asked;
  const command = { type: 'RecordErasure', receipt: { removed, ...search } };
  const causes = { correlationId, causationId: id };
  const request = requestOf('register.erasure', idOf('register.erasure', id), causes);
  await handling.handle(persons, personId, command, request);
}
