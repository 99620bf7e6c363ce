/** The events, one to a line. */
export const EVENTS = 'events.ndjson';

/** The events as a table for spreadsheets. */
export const TABLE = 'events.csv';

/** What the export is of, and how it ends. */
export const MANIFEST = 'manifest.json';

/** The SHA-256 of the other two, as `sha256sum --check` reads it. */
export const SUMS = 'SHA256SUMS';

/** The text of `SHA256SUMS`. */
export const sumsText = (sums: Readonly<Record<string, string>>): string =>
  Object.entries(sums)
    .map(([file, sha256]) => `${sha256}  ${file}\n`)
    .join('');
