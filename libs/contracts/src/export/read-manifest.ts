import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokenExport } from './broken-export.js';
import { unreadable } from './file-lines.js';
import { EVENTS, MANIFEST, SUMS, sumsText, TABLE } from './files.js';
import { type Manifest, manifestOf } from './manifest.js';

const MOST_BYTES = 64 << 10;

/** A manifest of an export that can be imported. */
export type ChainedManifest = Manifest & { readonly chain: NonNullable<Manifest['chain']> };

/** The manifest of an export, checked against `SHA256SUMS` and itself. Throws `BrokenExport`. */
export async function readManifest(folder: string): Promise<ChainedManifest> {
  const bytes = await contents(folder, MANIFEST);
  const manifest = manifestOf(bytes.toString());
  if (typeof manifest === 'string') throw new BrokenExport(MANIFEST, manifest);
  const { chain, file } = manifest;
  if (!chain || file.name !== EVENTS)
    throw new BrokenExport(
      MANIFEST,
      `this export is a table (${TABLE}), which has no chain: \`sha256sum --check ${SUMS}\` checks its bytes`,
    );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const sums = (await contents(folder, SUMS)).toString();
  if (sums !== sumsText({ [EVENTS]: file.sha256, [MANIFEST]: sha256 }))
    throw new BrokenExport(MANIFEST, `it and ${SUMS} do not agree: one of them was changed`);
  return { ...manifest, chain };
}

async function contents(folder: string, name: string): Promise<Buffer> {
  try {
    const file = await open(join(folder, name));
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(name, error);
  }
}
