import { createHmac, randomBytes } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { type Draft, KeptMeanwhile, type Words } from '#eventing';
import { takeBack } from '../claims.js';
import { keepSalt } from './salts.js';

/** A text, by the id of its note. */
export interface Text {
  readonly id: string;
  readonly text: string;
}

/** A text as a note, with a salt of its own. */
export function drafted({ id, text }: Text): Draft {
  const salt = randomBytes(16);
  const hash = createHmac('sha256', salt).update(text).digest('hex');
  return { note: { note: id, hash }, text, salt };
}

/** Those of some texts that were kept before, by the ids of their notes. */
export async function keptNotes(
  pool: Pool,
  texts: readonly Text[],
): Promise<ReadonlyMap<string, Draft>> {
  const { rows } = await pool.query<{ id: string; hash: string; salt: Buffer | null }>(
    'select id, hash, salt from register.notes where id = any($1)',
    [texts.map((it) => it.id)],
  );
  return new Map(
    rows.map(({ id, hash, salt }) => {
      const text = texts.find((it) => it.id === id)?.text ?? '';
      return [id, { note: { note: id, hash }, text, ...(salt ? { salt } : {}) }];
    }),
  );
}

/** Keeps the words of a command in one transaction; see `NoteStore.keep`. */
export async function keepWords(pool: Pool, words: Words, now: string): Promise<readonly string[]> {
  if (!words.salt && words.people.length === 0) {
    // one statement is a transaction already
    await keepNotes(pool, words, now);
    return [];
  }
  const client = await pool.connect();
  try {
    await client.query('begin');
    const strangers = await lockPeople(client, words.people);
    if (strangers.length === 0) {
      if (words.salt) await keepSalt(client, words.commandId, words.salt, words.subjects, now);
      await keepNotes(client, words, now);
    }
    await client.query('commit');
    client.release();
    return strangers;
  } catch (error) {
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}

/** Takes the words of a command back; see `NoteStore.takeBack`. */
export async function takeBackWords(pool: Pool, { commandId, salt, drafts }: Words): Promise<void> {
  await takeBack(
    pool,
    'register.notes',
    drafts.map((it) => it.note.note),
  );
  if (salt) await takeBack(pool, 'register.salts', [commandId]);
}

/** Nobody of them is erased before the words that name them are there to be found; answers who is not in the register. */
async function lockPeople(
  client: ClientBase,
  people: readonly string[],
): Promise<readonly string[]> {
  if (people.length === 0) return [];
  const { rows } = await client.query<{ id: string }>(
    `select id from register.people where id = any($1) and erased_on is null order by id for key share`,
    [people],
  );
  const known = new Set(rows.map((it) => it.id));
  return people.filter((it) => !known.has(it));
}

async function keepNotes(
  client: ClientBase | Pool,
  { commandId, subjects, drafts }: Words,
  now: string,
): Promise<void> {
  // what was erased has no salt, and nothing comes back
  const whole = drafts.filter((it) => it.salt !== undefined);
  if (whole.length === 0) return;
  const { rows } = await client.query<{ id: string; hash: string }>(
    `insert into register.notes as kept (id, hash, text, salt, subjects, stored_on, command_id)
     select id, hash, text, salt, $5::text[], $6, $7
     from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[]) as t (id, hash, text, salt) order by id
     on conflict (id) do update set claims = kept.claims + 1,
       stored_on = greatest(kept.stored_on, excluded.stored_on)
     returning id, hash`,
    [
      whole.map((it) => it.note.note),
      whole.map((it) => it.note.hash),
      whole.map((it) => it.text),
      whole.map((it) => it.salt),
      ...[subjects, now, commandId],
    ],
  );
  const kept = new Map(rows.map((it) => [it.id, it.hash]));
  if (whole.some((it) => kept.get(it.note.note) !== it.note.hash))
    throw new KeptMeanwhile(commandId);
}
