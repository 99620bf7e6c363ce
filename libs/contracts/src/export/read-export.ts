import { join } from 'node:path';
import { BrokenExport } from './broken-export.js';
import { type ExportedFact, LineReader } from './exported-fact.js';
import { fileLines } from './file-lines.js';
import { FACTS, MANIFEST } from './files.js';
import { type ChainedManifest, readManifest } from './read-manifest.js';

/**
 * The facts of an export in order, each checked before it is handed out: its bytes, its place in the chain, its
 * revision in its stream. Throws `BrokenExport` at the first that is wrong, and at the end when any is missing.
 */
export async function* exportedFacts(
  folder: string,
  { log, facts, chain }: ChainedManifest,
): AsyncGenerator<readonly ExportedFact[]> {
  const reader = new LineReader(log.source);
  for await (const lines of fileLines(join(folder, FACTS))) {
    yield lines.map((bytes) => {
      if (reader.end.line === facts.count)
        throw new BrokenExport(
          FACTS,
          `it is one more than the manifest counts`,
          reader.end.line + 1,
        );
      const fact = reader.next(bytes);
      if (typeof fact === 'string') throw new BrokenExport(FACTS, fact, reader.end.line);
      return fact;
    });
  }
  const { line, hash } = reader.end;
  if (line < facts.count)
    throw new BrokenExport(FACTS, `it is missing: the manifest counts ${facts.count}`, line + 1);
  if (hash !== chain.head)
    throw new BrokenExport(
      MANIFEST,
      `its chain ends in ${chain.head}, that of the facts in ${hash}`,
    );
}

/** Reads an export from end to end and answers with its manifest. Throws `BrokenExport`. */
export async function verifyExport(
  folder: string,
  options: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (facts: number, of: number) => void;
  } = {},
): Promise<ChainedManifest> {
  const manifest = await readManifest(folder);
  const { count } = manifest.facts;
  for await (const page of exportedFacts(folder, manifest)) {
    options.signal?.throwIfAborted();
    options.onProgress?.(page.at(-1)?.line ?? 0, count);
  }
  return manifest;
}
