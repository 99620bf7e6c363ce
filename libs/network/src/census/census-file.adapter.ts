import { EncodingCheck, type Encoding } from './encoding.adapter.js';
import { type CensusRow, censusRowOf } from './census-row.js';
import { censusLayout } from './census-layout.js';
import { BadRow, ImportRefused } from './import-refused.js';
import { type Header, headerOf } from './layout.js';
import { type CsvRecord, recordsOf } from './records.adapter.js';
import type { SourceFile } from './source-file.adapter.js';

/** How many rows may be bad before the file is taken for another one than it says. */
export const MOST_BAD_ROWS = 10_000;

/** The columns of a file: those that were wanted and are not there, and those that are not read. */
export type Columns = Pick<Header<string, string>, 'absent' | 'unused'>;

/** A file that can be imported. */
export interface Checked {
  readonly encoding: Encoding;
  readonly columns: Columns;
}

/** What a row turned out to be. */
export type CensusReading =
  | ({ readonly kind: 'school'; readonly line: number } & CensusRow)
  | { readonly kind: 'skipped'; readonly line: number }
  | { readonly kind: 'refused'; readonly line: number; readonly reason: string };

/**
 * Reads the whole file without acting on it and returns its encoding and columns. Throws `ImportRefused` when it is of
 * another layout, cut off or broken, so that nothing of such a file is ever written.
 */
export async function checkCensus(
  source: SourceFile,
  onRead: (bytes: number, rows: number) => void,
): Promise<Checked> {
  const check = new EncodingCheck();
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const chunk of source.bytes((read) => onRead(read, rows))) {
      check.take(chunk);
      yield chunk;
    }
  }
  let rows = 0;
  let bad = 0;
  let columns: Columns = { absent: [], unused: [] };
  const readings = readingsOf(source.name, watched(), 'undecoded', (it) => (columns = it));
  for await (const { kind, line } of readings) {
    rows += 1;
    bad += kind === 'refused' ? 1 : 0;
    if (bad > MOST_BAD_ROWS)
      throw new ImportRefused(source.name, `more than ${MOST_BAD_ROWS} rows cannot be read`, line);
  }
  if (rows === 0) throw new ImportRefused(source.name, 'it has a header and no rows', 1);
  const encoding = check.end();
  if (typeof encoding === 'object')
    throw new ImportRefused(source.name, encoding.reason, encoding.line);
  return { encoding, columns };
}

/** Every row of the file, in order, in memory that does not grow with it. */
export async function* readingsOf(
  file: string,
  bytes: AsyncIterable<Buffer>,
  encoding: Encoding | 'undecoded',
  onColumns: (columns: Columns) => void = () => undefined,
): AsyncGenerator<CensusReading> {
  const records = recordsOf(file, bytes, encoding);
  const first = await records.next();
  const header = headerOf(censusLayout, first.done ? [] : first.value.fields);
  if (typeof header === 'string') throw new ImportRefused(file, header, 1);
  onColumns(header);
  const seen = new Map<string, UrnSet>();
  let last: CsvRecord | undefined;
  for await (const record of records) {
    const { line, fields } = record;
    last = record;
    if (fields.every((it) => it.trim() === '')) {
      yield { kind: 'skipped', line };
      continue;
    }
    try {
      if (fields.length !== header.width)
        throw new BadRow(`it has ${fields.length} fields, the header has ${header.width}`);
      const row = censusRowOf(header.cells(fields));
      if (row && !ofPeriod(seen, row).add(row.urn))
        throw new BadRow(`school ${row.urn} stands in the file before`);
      yield row ? { kind: 'school', line, ...row } : { kind: 'skipped', line };
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      yield { kind: 'refused', line, reason: error.reason };
    }
  }
  if (last && last.fields.length < header.width && last.fields.some((it) => it.trim() !== ''))
    throw new ImportRefused(
      file,
      `it is cut off: its last row has ${last.fields.length} of ${header.width} fields`,
      last.line,
    );
}

/** How many periods one file may be of. */
const MOST_PERIODS = 100;

/** The schools of a row's period: two years in one file are two years. */
function ofPeriod(seen: Map<string, UrnSet>, { command: { period } }: CensusRow): UrnSet {
  const key = `${period.year} ${period.name}`;
  const found = seen.get(key) ?? new UrnSet();
  if (!seen.has(key) && seen.size >= MOST_PERIODS)
    throw new BadRow(`the file is of more than ${MOST_PERIODS} periods`);
  seen.set(key, found);
  return found;
}

/** The URNs of a file: a bit for each of the 900,000 there can be. */
class UrnSet {
  private readonly bits = new Uint8Array(125_000);

  /** False when it was there before. */
  add(urn: string): boolean {
    const number = Number(urn);
    const [at, bit] = [number >> 3, 1 << (number & 7)];
    const before = this.bits[at] ?? 0;
    this.bits[at] = before | bit;
    return (before & bit) === 0;
  }
}
