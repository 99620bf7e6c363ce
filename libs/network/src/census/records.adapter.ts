import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { pipeline, Readable } from 'node:stream';
import type { Encoding } from './encoding.adapter.js';
import { ImportRefused } from './import-refused.js';

/** The longest record that is read, in characters. */
export const LONGEST_RECORD = 64 * 1024;

/** One record and the physical line it begins on, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * The records of delimited text; empty lines are passed over. `undecoded` takes each byte for a character,
 * while the encoding is not known yet. Throws `ImportRefused` when a quote stays open or a record never ends.
 */
export async function* recordsOf(
  file: string,
  bytes: AsyncIterable<Buffer>,
  encoding: Encoding | 'undecoded',
): AsyncGenerator<CsvRecord> {
  // The line on which the next record begins: counted while parsing, so that a failure knows it too.
  let line = 1;
  const parser = parse({
    encoding: encoding === 'undecoded' ? 'latin1' : 'utf8',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
    on_record: (fields): string[] | null => {
      const begins = line;
      line += 1 + breaksIn(fields);
      // A field that still begins with its quote was opened, and never properly closed.
      if (line > begins + 1 && fields.some((it) => it.startsWith('"') && BREAK.test(it)))
        throw new ImportRefused(file, OPEN, begins);
      if (fields.length === 1 && fields[0] === '') return null;
      // What this returns is what the parser yields; its types know of text only.
      const record: CsvRecord = { line: begins, fields };
      return record as unknown as string[];
    },
  });
  const source = Readable.from(bytes, { objectMode: false });
  // A failure destroys the parser with its reason, which the loop below then throws.
  if (encoding === 'windows-1252')
    pipeline(source, iconv.decodeStream('win1252'), parser, () => undefined);
  else pipeline(source, parser, () => undefined);
  try {
    yield* parser as AsyncIterable<CsvRecord>;
  } catch (error) {
    throw refusalOf(error, file, line);
  }
}

const OPEN = 'a quote is opened here and not closed';
const BREAK = /\r\n|\r|\n/;

/** How many line breaks the fields of a record hold. */
const breaksIn = (fields: readonly string[]): number =>
  fields.reduce((sum, it) => sum + (BREAK.test(it) ? it.split(BREAK).length - 1 : 0), 0);

function refusalOf(error: unknown, file: string, line: number): unknown {
  const { code } = error as { code?: string };
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new ImportRefused(file, OPEN, line);
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new ImportRefused(file, `the record has more than ${LONGEST_RECORD} characters`, line);
  return error;
}
