import { join } from 'node:path';
import type { EventStore, Position, Recorded } from '#eventing';
import { sourceOf } from '../cloud-event.js';
import { ALGORITHM, BEGINNING, linked } from './chain.js';
import { csvHead, csvRow } from './csv-row.js';
import { type Extent, eventsWithin } from './extent.js';
import { FileWriter } from './file-writer.js';
import { EVENTS, MANIFEST, SUMS, sumsText, TABLE } from './files.js';
import { openingOf, substanceOf } from './line.js';
import { FORMAT, type Manifest, manifestText, type Written } from './manifest.js';
import { wholeFolder } from './whole-folder.js';

/** What an export is made of and where it goes. */
export interface ExportOptions {
  readonly store: EventStore;
  readonly extent: Extent;
  /** Must not be there, or be empty. */
  readonly folder: string;
  /** `csv` is for reading only: it has no chain and cannot be imported. */
  readonly format?: 'ndjson' | 'csv';
  /** Ends it early; nothing is left then. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (events: number) => void;
}

/**
 * Writes the events of an extent into a folder, in memory that does not grow with the log. The same events of the same
 * log give the same bytes, always and everywhere. Answers with the manifest.
 */
export async function writeExport(options: ExportOptions): Promise<Manifest> {
  const { store, folder, format = 'ndjson' } = options;
  const id = await store.logId();
  const text = format === 'csv' ? new TableText() : new ChainedText(sourceOf(id));
  return wholeFolder(folder, async (unfinished) => {
    const { file, events } = await writeEvents(options, join(unfinished, text.file), text);
    const log = { id, source: sourceOf(id) };
    const manifest = { format: FORMAT, log, file, events, ...text.ending() } as const;
    const { sha256 } = await writeFile(join(unfinished, MANIFEST), manifestText(manifest));
    await writeFile(
      join(unfinished, SUMS),
      sumsText({ [file.name]: file.sha256, [MANIFEST]: sha256 }),
    );
    return manifest;
  });
}

/** How events become text. */
interface EventText {
  readonly file: string;
  readonly head: string;
  of(event: Recorded): string;
  ending(): Pick<Manifest, 'chain'>;
}

class ChainedText implements EventText {
  readonly file = EVENTS;
  readonly head = '';
  private hash = BEGINNING;

  constructor(private readonly source: string) {}

  of(event: Recorded): string {
    const substance = substanceOf(event);
    this.hash = linked(this.hash, substance);
    return `${openingOf(this.hash, this.source)}${substance}\n`;
  }

  ending() {
    return { chain: { algorithm: ALGORITHM, head: this.hash } };
  }
}

class TableText implements EventText {
  readonly file = TABLE;
  readonly head = csvHead;

  of(event: Recorded): string {
    return csvRow(event);
  }

  ending() {
    return {};
  }
}

async function writeEvents(
  { store, extent, signal, onProgress }: ExportOptions,
  path: string,
  text: EventText,
): Promise<Pick<Manifest, 'file' | 'events'>> {
  let count = 0;
  let first: Position | null = null;
  let last: Position | null = null;
  const file = await writing(path, async (writer) => {
    await writer.write(text.head);
    for await (const page of eventsWithin(store, extent)) {
      signal?.throwIfAborted();
      await writer.write(page.map((it) => text.of(it)).join(''));
      count += page.length;
      first ??= page[0]?.position ?? null;
      last = page.at(-1)?.position ?? last;
      onProgress?.(count);
    }
  });
  return { file, events: { count, first, last } };
}

const writeFile = (path: string, text: string): Promise<Written> =>
  writing(path, (writer) => writer.write(text));

async function writing(
  path: string,
  write: (writer: FileWriter) => Promise<void>,
): Promise<Written> {
  const writer = await FileWriter.create(path);
  try {
    await write(writer);
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  return writer.end();
}
