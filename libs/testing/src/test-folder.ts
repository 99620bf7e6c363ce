import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A new folder that every account can reach. Whatever is left in it when the run ends is cleared away, and an
 * embedded server that still runs there is ended.
 */
export function testFolder(): string {
  const base = process.env['GROUNDSWELL_TEST_SERVER'];
  if (!base)
    throw new Error('no folder of this run: run the specs by jest with the project’s own set-up');
  const folder = mkdtempSync(join(base, 'folder-'));
  chmodSync(folder, 0o711);
  return folder;
}
