import { join } from 'node:path';
import { BrokenExport } from './broken-export.js';
import { type ExportedEvent, LineReader } from './exported-event.js';
import { fileLines } from './file-lines.js';
import { EVENTS, MANIFEST } from './files.js';
import { type ChainedManifest, readManifest } from './read-manifest.js';

/**
 * The events of an export in order, each checked before it is handed out: its bytes, its place in the chain, its
 * revision in its stream. Throws `BrokenExport` at the first that is wrong, and at the end when any is missing.
 */
export async function* exportedEvents(
  folder: string,
  { log, events, chain }: ChainedManifest,
): AsyncGenerator<readonly ExportedEvent[]> {
  const reader = new LineReader(log.source);
  for await (const lines of fileLines(join(folder, EVENTS))) {
    yield lines.map((bytes) => {
      if (reader.end.line === events.count)
        throw new BrokenExport(
          EVENTS,
          `it is one more than the manifest counts`,
          reader.end.line + 1,
        );
      const event = reader.next(bytes);
      if (typeof event === 'string') throw new BrokenExport(EVENTS, event, reader.end.line);
      return event;
    });
  }
  const { line, hash } = reader.end;
  if (line < events.count)
    throw new BrokenExport(EVENTS, `it is missing: the manifest counts ${events.count}`, line + 1);
  if (hash !== chain.head)
    throw new BrokenExport(
      MANIFEST,
      `its chain ends in ${chain.head}, that of the events in ${hash}`,
    );
}

/** Reads an export from end to end and answers with its manifest. Throws `BrokenExport`. */
export async function verifyExport(
  folder: string,
  options: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (events: number, of: number) => void;
  } = {},
): Promise<ChainedManifest> {
  const manifest = await readManifest(folder);
  const { count } = manifest.events;
  for await (const page of exportedEvents(folder, manifest)) {
    options.signal?.throwIfAborted();
    options.onProgress?.(page.at(-1)?.line ?? 0, count);
  }
  return manifest;
}
