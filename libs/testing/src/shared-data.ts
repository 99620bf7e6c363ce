import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A file of the real published data, when the folder `shared/data` lies beside the checkout; a test that needs
 * it is skipped where there is none.
 */
export function sharedData(path: string): string | undefined {
  const found = fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url));
  return existsSync(found) ? found : undefined;
}
