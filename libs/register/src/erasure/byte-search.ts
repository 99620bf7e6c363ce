import type { Pool } from 'pg';
import { type EventStore, ORIGIN } from '#eventing';
import type { Counted } from '../person/person.events.js';

const PAGE = 1_000;
/** Holds the words until they were looked for. */
const WORKING = 'register.erasures';
/** PostgreSQL's code for a table that is gone: a sandbox, or rows that were built anew. */
const GONE = '42P01';

/** Where words were looked for, and the stores that hold any of them. */
export interface Search {
  readonly searched: number;
  readonly found: readonly Counted[];
}

/** Somebody of whom words were removed. */
interface Removed {
  readonly personId: string;
  readonly words: readonly string[];
}

interface Needles {
  /** Whose each needle is, in the same order. */
  readonly people: readonly string[];
  readonly needles: readonly string[];
}

/** How many rows or events hold words of a person, by their id. */
type Found = ReadonlyMap<string, number>;

/**
 * Looks for the words of some people in the whole log and in every row of every table, whatever their letters' case: once
 * for all of them. Answers each with what was found.
 */
export async function byteSearch<T extends Removed>(
  pool: Pool,
  store: EventStore,
  people: readonly T[],
): Promise<(T & { readonly search: Search })[]> {
  const pairs = people.flatMap(({ personId, words }) =>
    [...new Set(words.flatMap(spellings))].map((needle) => [personId, needle] as const),
  );
  const needles = { people: pairs.map(([it]) => it), needles: pairs.map(([, it]) => it) };
  const places: { store: string; found: Found }[] = [
    { store: 'log', found: await inLog(store, needles) },
  ];
  for (const table of await tablesOf(pool)) {
    const found = await inTable(pool, table, needles);
    if (found) places.push({ store: table, found });
  }
  return people.map((it) => ({
    ...it,
    search: {
      searched: places.length,
      found: places.flatMap(({ store: at, found }) => {
        const rows = found.get(it.personId);
        return rows === undefined ? [] : [{ store: at, rows }];
      }),
    },
  }));
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

async function inTable(
  pool: Pool,
  table: string,
  { people, needles }: Needles,
): Promise<Found | undefined> {
  try {
    const { rows } = await pool.query<{ person: string; rows: number }>(
      `select theirs.person, count(*)::int as rows from ${table} searched_row
       cross join lateral (select to_jsonb(searched_row)::text as whole offset 0) its
       cross join lateral (select lower(its.whole) as small offset 0) lowered
       cross join lateral (
         select distinct word.person from unnest($1::text[], $2::text[]) as word (person, needle)
         where position(word.needle in its.whole) > 0 or position(word.needle in lowered.small) > 0
       ) theirs
       group by theirs.person`,
      [people, needles],
    );
    return new Map(rows.map((it) => [it.person, it.rows]));
  } catch (error) {
    if ((error as { code?: string }).code === GONE) return undefined;
    throw error;
  }
}

async function inLog(store: EventStore, { people, needles }: Needles): Promise<Found> {
  const found = new Map<string, number>();
  for (let after = ORIGIN; ;) {
    const events = await store.readAll(after, { limit: PAGE });
    const last = events.at(-1);
    if (!last) return found;
    after = last.position;
    for (const event of events) {
      const text = JSON.stringify(event);
      const small = text.toLowerCase();
      const theirs = people.filter((_, index) => {
        const needle = needles[index] ?? '';
        return text.includes(needle) || small.includes(needle);
      });
      for (const it of new Set(theirs)) found.set(it, (found.get(it) ?? 0) + 1);
    }
  }
}
