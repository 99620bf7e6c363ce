import type { Pool, PoolClient } from 'pg';
import type { Counted } from '../person/person.events.js';
import { wordsOf } from './words.js';

/** What an erasure under way removed, and what is still to be looked for. */
export interface Emptied {
  readonly words: readonly string[];
  readonly removed: readonly Counted[];
}

/**
 * Empties everything of a person in one transaction: their details, the notes that name them or were judged to, their
 * salts. Done before, it changes nothing and answers the same until `forgetWords`.
 */
export async function empty(
  pool: Pool,
  personId: string,
  alsoNotes: readonly string[],
  now: string,
): Promise<Emptied> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select from register.people where id = $1 for update', [personId]);
    const emptied =
      (await known(client, personId)) ?? (await emptyNow(client, personId, alsoNotes, now));
    await client.query('commit');
    return emptied;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Forgets what was still to be looked for of some people; answers how many rows that was. */
export async function forgetWords(pool: Pool, people: readonly string[]): Promise<number> {
  const gone = await pool.query('delete from register.erasures where person_id = any($1)', [
    people,
  ]);
  return gone.rowCount ?? 0;
}

async function known(client: PoolClient, personId: string): Promise<Emptied | undefined> {
  const { rows } = await client.query<Emptied>(
    'select words, removed from register.erasures where person_id = $1',
    [personId],
  );
  return rows[0];
}

async function emptyNow(
  client: PoolClient,
  personId: string,
  alsoNotes: readonly string[],
  now: string,
): Promise<Emptied> {
  const people = await client.query<{ name: string; email: string | null; phone: string | null }>(
    'select name, email, phone from register.people where id = $1 and erased_on is null',
    [personId],
  );
  await client.query(
    `update register.people set name = null, email = null, phone = null, erased_on = $2
     where id = $1 and erased_on is null`,
    [personId, now],
  );
  const notes = await client.query<{ text: string; command_id: string | null }>(
    `with gone as (
       select id, text, command_id from register.notes
       where text is not null and (subjects @> array[$1]::text[] or id = any($2)) for update)
     update register.notes n set text = null, salt = null, erased_on = $3 from gone
     where n.id = gone.id returning gone.text, gone.command_id`,
    [`person:${personId}`, alsoNotes, now],
  );
  const salts = await client.query(
    'delete from register.salts where subjects @> array[$1]::text[] or command_id = any($2)',
    [`person:${personId}`, notes.rows.map((it) => it.command_id).filter((it) => it !== null)],
  );
  const details = people.rows.flatMap(({ name, email, phone }) =>
    wordsOf({ name, ...(email ? { email } : {}), ...(phone ? { phone } : {}) }),
  );
  const words = [...details, ...notes.rows.map((it) => it.text)];
  const removed = [
    { store: 'register.people', rows: people.rows.length },
    { store: 'register.notes', rows: notes.rows.length },
    { store: 'register.salts', rows: salts.rowCount ?? 0 },
  ];
  await client.query(
    `insert into register.erasures (person_id, words, removed, emptied_on) values ($1, $2, $3, $4)`,
    [personId, words, JSON.stringify(removed), now],
  );
  return { words, removed };
}
