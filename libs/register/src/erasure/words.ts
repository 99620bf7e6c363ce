import type { Pool } from 'pg';
import type { PersonDetails } from '../person/people.js';
import type { StoredNote } from '../notes/notes.js';

/** Shorter than this, a word would be found everywhere. */
const SHORTEST = 3;

/** What a search looks for in the details of a person. */
export const wordsOf = ({ name, email, phone }: PersonDetails): string[] =>
  [name, email, phone].filter((it): it is string => it !== undefined && it.length >= SHORTEST);

interface NoteRow {
  readonly id: string;
  readonly text: string;
  readonly subjects: string[];
  readonly stored_on: Date;
}

const noteOf = ({ id, text, subjects, stored_on }: NoteRow): StoredNote => ({
  ...{ id, text, subjects },
  storedOn: stored_on.toISOString(),
});

const columns = 'select id, text, subjects, stored_on from register.notes where text is not null';

/** The notes that name a person as a subject. */
export async function notesNaming(pool: Pool, personId: string): Promise<StoredNote[]> {
  const { rows } = await pool.query<NoteRow>(
    `${columns} and subjects @> array[$1]::text[] order by stored_on, id`,
    [`person:${personId}`],
  );
  return rows.map(noteOf);
}

/**
 * The notes that do not name a person as a subject, but whose words hold their name, a part of it or their contacts:
 * whether they are meant is for somebody to judge.
 */
export async function notesMentioning(
  pool: Pool,
  personId: string,
  details: PersonDetails,
): Promise<StoredNote[]> {
  const whole = wordsOf(details);
  const parts = details.name.split(/\s+/).filter((it) => it.length >= SHORTEST);
  const patterns = parts.map((it) => `\\m${it.replace(/[^\p{L}\p{N}]/gu, '\\$&')}\\M`);
  const { rows } = await pool.query<NoteRow>(
    `${columns} and not subjects @> array[$1]::text[]
       and (exists (select from unnest($2::text[]) word where position(lower(word) in lower(text)) > 0)
         or text ~ any($3::text[]))
     order by stored_on, id`,
    [`person:${personId}`, whole, patterns],
  );
  return rows.map(noteOf);
}
