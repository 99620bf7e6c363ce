import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');

it('has every platform in the lockfile, or `npm ci` refuses it: run `node infra/complete-lock.mjs`', async () => {
  const path = pathToFileURL(join(root, 'infra/complete-lock.mjs')).href;
  const { missing } = (await import(path)) as { missing: (lock: unknown) => unknown[] };
  expect(missing(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))).toEqual([]);
});
