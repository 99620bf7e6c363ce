import type { Pool } from 'pg';
import { type EventStore, ORIGIN } from '#eventing';
import type { Counted } from '../person/person.events.js';

const PAGE = 1_000;
/** Holds the words until they were looked for. */
const WORKING = 'register.erasures';

/** Where words were looked for, and the stores that hold any of them. */
export interface Search {
  readonly searched: number;
  readonly found: readonly Counted[];
}

/** Looks for words in the whole log and in every row of every table, whatever their letters' case. */
export async function byteSearch(
  pool: Pool,
  store: EventStore,
  words: readonly string[],
): Promise<Search> {
  const needles = [...new Set(words.flatMap(spellings))];
  const tables = await tablesOf(pool);
  const counted = [{ store: 'log', rows: await inLog(store, needles) }];
  for (const table of tables) {
    const { rows } = await pool.query<{ rows: number }>(
      `select count(*)::int as rows from ${table} it where exists (
         select from unnest($1::text[]) needle, to_jsonb(it) as row(it)
         where position(needle in it::text) > 0 or position(needle in lower(it::text)) > 0)`,
      [needles],
    );
    counted.push({ store: table, rows: rows[0]?.rows ?? 0 });
  }
  return { searched: counted.length, found: counted.filter((it) => it.rows > 0) };
}

/** A word as it is and in small letters, each as it stands in JSON besides. */
const spellings = (word: string): string[] =>
  [word, word.toLowerCase()].flatMap((it) => [it, JSON.stringify(it).slice(1, -1)]);

async function tablesOf(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and c.relpersistence <> 't'
       and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
  );
  return rows.map((it) => it.name).filter((it) => it !== WORKING);
}

async function inLog(store: EventStore, needles: readonly string[]): Promise<number> {
  let found = 0;
  for (let after = ORIGIN; ;) {
    const events = await store.readAll(after, { limit: PAGE });
    const last = events.at(-1);
    if (!last) return found;
    after = last.position;
    for (const event of events) {
      const text = JSON.stringify(event);
      const small = text.toLowerCase();
      if (needles.some((it) => text.includes(it) || small.includes(it))) found += 1;
    }
  }
}
