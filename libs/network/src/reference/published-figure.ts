import type { Word } from '#eventing';

/**
 * What a publisher writes in the place of a number. They mean different things, so they are kept as they stand
 * and never counted as a number: least of all as 0.
 */
export const publisherMarks = {
  z: 'not applicable',
  x: 'not available',
  c: 'withheld, so that nobody can be identified',
  k: 'less than half of the last digit shown',
  low: 'less than half of the last digit shown',
  u: 'too unreliable',
  SUPP: 'suppressed',
  LOWCOV: 'covers too few of the pupils',
  NE: 'no entries',
  NP: 'not published',
  NA: 'not available',
  NEW: 'a new school, with no figure yet',
} as const;

type PublisherMark = keyof typeof publisherMarks;

/** A figure as it was published: a number, or the publisher's mark that stands in its place. */
export type PublishedFigure = number | Word;

const isMark = (text: string): text is PublisherMark => Object.hasOwn(publisherMarks, text);

/** The number of a figure; `null` where a mark stands, or nothing. */
export const numberOf = (figure: PublishedFigure | undefined): number | null =>
  typeof figure === 'number' ? figure : null;

/**
 * Reads a published cell: a number of plain digits (a percentage may end in `%`) or a mark. `undefined` for an
 * empty cell, `'unreadable'` for anything else.
 */
export function publishedFigure(cell: string): number | PublisherMark | 'unreadable' | undefined {
  const text = cell.trim();
  if (text === '') return undefined;
  if (isMark(text)) return text;
  if (!/^\d{1,9}(\.\d{1,6})?%?$/.test(text)) return 'unreadable';
  return Number(text.replace('%', ''));
}
