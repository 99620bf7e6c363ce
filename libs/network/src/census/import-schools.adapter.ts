import { type CommandHandling, newId, type Outcome, Refusal, requestOf } from '#eventing';
import { schools } from '../school/school.aggregate.js';
import { censusLayout } from './census-layout.js';
import { type CensusReading, checkCensus, readingsOf } from './census-file.adapter.js';
import { SourceFile } from './source-file.adapter.js';

/** What became of a file: each of its rows is counted once. */
export interface ImportReport {
  readonly file: string;
  /** What people call a file of this layout. */
  readonly layout: string;
  /** Columns that are read when they are there, and were not: nothing is said of what they hold. */
  readonly columnsMissing: readonly string[];
  /** Headings of the file that were not used. */
  readonly columnsUnused: readonly string[];
  /** Schools not known before. */
  added: number;
  /** Schools with new details, or with the figures of another period. */
  changed: number;
  /** Schools whose published figures of a period known before were put right. */
  corrected: number;
  unchanged: number;
  /** Rows that are about no school: totals, and rows without any text. */
  skipped: number;
  /** Rows that could not be taken, by the physical line they begin on. */
  refused: { readonly line: number; readonly reason: string }[];
}

/** How far an import is. `bytes` of `total` are read; the file is read twice, once for each phase. */
export interface ImportProgress {
  readonly phase: 'checking' | 'importing';
  readonly rows: number;
  readonly bytes: number;
  readonly total: number;
}

/** What an import of schools needs. */
export interface ImportSchools {
  /** A school census file, plain or packed with gzip. */
  readonly file: string;
  readonly handling: CommandHandling;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** How many rows are under way at a time. */
  readonly concurrency?: number;
  /** The largest size of the file once unpacked, in bytes. */
  readonly largest?: number;
}

/**
 * Imports a school census file: what it repeats changes nothing. Throws `ImportRefused`, with nothing written,
 * when the file is not what it should be; a row that is not is reported, and the others go in.
 */
export async function importSchools({
  file,
  handling,
  onProgress = () => undefined,
  concurrency = 64,
  largest,
}: ImportSchools): Promise<ImportReport> {
  const source = await SourceFile.open(file, largest);
  try {
    const total = source.size;
    const { encoding, columns } = await checkCensus(source, (bytes, rows) => {
      onProgress({ phase: 'checking', rows, bytes, total });
    });
    const report: ImportReport = {
      file,
      layout: censusLayout.name,
      columnsMissing: columns.absent,
      columnsUnused: columns.unused,
      added: 0,
      changed: 0,
      corrected: 0,
      unchanged: 0,
      skipped: 0,
      refused: [],
    };
    let rows = 0;
    const bytes = source.bytes((read) => {
      onProgress({ phase: 'importing', rows, bytes: read, total });
    });
    const correlationId = newId();
    await eachOf(readingsOf(file, bytes, encoding), concurrency, async (reading) => {
      await take(reading, handling, report, correlationId);
      rows += 1;
    });
    onProgress({ phase: 'importing', rows, bytes: total, total });
    report.refused.sort((a, b) => a.line - b.line);
    return report;
  } finally {
    await source.close();
  }
}

async function take(
  reading: CensusReading,
  handling: CommandHandling,
  report: ImportReport,
  correlationId: string,
): Promise<void> {
  const { kind, line } = reading;
  if (kind === 'skipped') report.skipped += 1;
  if (kind === 'refused') report.refused.push({ line, reason: reading.reason });
  if (kind !== 'school') return;
  try {
    // Not derived from the row: that a repeat changes nothing is decided, and so it is reported too.
    const request = requestOf('import', newId(), { correlationId, causationId: correlationId });
    const outcome = await handling.handle(schools, reading.urn, reading.command, request);
    report[verdictOf(outcome)] += 1;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    report.refused.push({ line, reason: error.detail });
  }
}

function verdictOf({ events }: Outcome): 'added' | 'changed' | 'corrected' | 'unchanged' {
  const types = new Set(events.map(({ type }) => type));
  if (types.has('SchoolRegistered')) return 'added';
  if (types.has('SchoolContextCorrected')) return 'corrected';
  return types.size > 0 ? 'changed' : 'unchanged';
}

/** Does something with each item, so many at a time; the first failure ends it. */
async function eachOf<T>(
  items: AsyncGenerator<T>,
  concurrency: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let next = await items.next(); !next.done && !failed; next = await items.next())
      await act(next.value).catch((error: unknown) => {
        failed = true;
        throw error;
      });
  };
  const ended = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  await items.return(undefined);
  const failure = ended.find((it) => it.status === 'rejected');
  if (failure) throw failure.reason;
}
