import { columnsOf, type DeclaredColumn } from './columns.js';
import { BadFilter } from './faults.js';

const LONGEST = 100;

/** The columns that `search` looks through. */
export const searched = (entity: new () => object): readonly DeclaredColumn[] =>
  columnsOf(entity).filter((it) => it.search);

/** Letters of ASCII made small: what `lower` makes of text in the collation C. */
const lower = (text: string): string => text.replace(/[A-Z]+/g, (it) => it.toLowerCase());

/** The words of a search. Throws `BadFilter`. */
export function wordsOf(entity: new () => object, search: string | undefined): readonly string[] {
  if (search === undefined) return [];
  if (searched(entity).length === 0) throw new BadFilter('search', 'there is nothing to search');
  const words = lower(search)
    .split(/\s+/)
    .filter((it) => it !== '');
  if (words.length === 0 || search.length > LONGEST || search.includes('\0'))
    throw new BadFilter('search', `takes words of 1 to ${LONGEST} characters together`);
  return words;
}

/** Whether each word is part of what a row is called. */
export function mentions(
  columns: readonly DeclaredColumn[],
  words: readonly string[],
  row: object,
) {
  if (words.length === 0) return true;
  const values = columns.map((it) => (row as Readonly<Record<string, string | null>>)[it.property]);
  const text = lower(values.map((it) => it ?? '').join(' '));
  return words.every((it) => text.includes(it));
}
