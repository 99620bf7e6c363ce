import { stringify } from 'csv-stringify/sync';

/** The media type of a list as CSV. */
export const CSV = 'text/csv';

/**
 * Rows as CSV, with the names of their properties at the head. No text is a formula to a spreadsheet: one that would be
 * begins with an apostrophe. Numbers stay numbers, and what withholds one stands in its cell.
 */
export const csvOf = (properties: readonly string[], rows: readonly object[]): string =>
  stringify(
    rows.map((row) => properties.map((it) => cell((row as Record<string, unknown>)[it]))),
    {
      header: true,
      columns: properties.map((key) => ({ key })),
      record_delimiter: 'windows',
      escape_formulas: true,
    },
  );

/** A list of words has a semicolon between them; what is nested stays JSON. */
function cell(value: unknown): string | number {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((it) => typeof it === 'string')) return value.join('; ');
  return JSON.stringify(value);
}
