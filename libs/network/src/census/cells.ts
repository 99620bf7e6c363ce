import { isDay } from '#eventing';
import { publishedFigure, type PublishedFigure } from '../reference/published-figure.js';
import { BadRow } from './import-refused.js';

/** What publishers write for nothing at all. */
const NOTHING = new Set(['', 'NULL']);

/** Readable text within bounds, its white space made plain; `undefined` when there is none. */
export function textOf(column: string, cell: string | undefined, max = 200): string | undefined {
  const text = cell?.replace(/\s+/g, ' ').trim();
  if (text === undefined || NOTHING.has(text)) return undefined;
  if (text.length > max) throw new BadRow(`${column} is longer than ${max} characters`);
  for (const character of text)
    if (character < ' ' || character === '\u007f' || character === '\ufffd')
      throw new BadRow(`${column} holds a character that cannot be read`);
  return text;
}

/** The same, where there must be some. */
export function requiredText(column: string, cell: string | undefined): string {
  const text = textOf(column, cell);
  if (text === undefined) throw new BadRow(`${column} is missing`);
  return text;
}

/** A code of a fixed form. */
export function codeOf(column: string, cell: string, form: RegExp): string {
  if (!form.test(cell)) throw new BadRow(`${column} ${shown(cell)} is not of its form`);
  return cell;
}

/** A day written `dd/mm/yyyy` or `dd-mm-yyyy`, as `YYYY-MM-DD`; none when blank or the sentinel of 1900. */
export function dayOf(column: string, cell: string | undefined): string | undefined {
  const text = textOf(column, cell);
  if (text === undefined) return undefined;
  const parts = /^(\d{2})[/-](\d{2})[/-](\d{4})$/.exec(text);
  const day = parts && `${parts[3] ?? ''}-${parts[2] ?? ''}-${parts[1] ?? ''}`;
  if (!day || !isDay(day)) throw new BadRow(`${column} ${shown(text)} is no day`);
  return day === '1900-01-01' ? undefined : day;
}

/** A published count, per cent or measure. */
export type FigureKind = 'count' | 'per cent' | 'measure';

/** A figure, or the publisher's mark in its place; `undefined` when the cell is empty. */
export function figureOf(
  column: string,
  cell: string | undefined,
  kind: FigureKind,
): PublishedFigure | undefined {
  const figure = cell === undefined || NOTHING.has(cell) ? undefined : publishedFigure(cell);
  const wrong =
    figure === 'unreadable' ||
    (kind === 'count' && typeof figure === 'number' && !Number.isInteger(figure)) ||
    (kind === 'per cent' && typeof figure === 'number' && figure > 100);
  if (wrong) throw new BadRow(`${column} ${shown(cell ?? '')} is no ${kind}`);
  return figure;
}

/** A cell as a reason may quote it. */
export const shown = (cell: string): string =>
  JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
