import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { benchAsOf } from './as-of.js';

/** Asks about the past as the build in the folder BUILD does, on the empty database DATABASE_URL, and sends the figure. */
const build = path.resolve(process.env.BUILD ?? '');
const file = path.join(build, 'test/bench/as-of.js');
createRequire(file)('reflect-metadata');
const theirs = (await import(pathToFileURL(file).href)) as { benchAsOf: typeof benchAsOf };
process.send?.(await theirs.benchAsOf(process.env.DATABASE_URL ?? ''));
process.disconnect?.();
