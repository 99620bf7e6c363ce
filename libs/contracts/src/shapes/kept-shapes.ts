import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema } from './json-schema.js';

/** One version of an event as it is, or once was, recorded. */
export interface KeptShape {
  readonly type: string;
  readonly version: number;
  /** The identity of the aggregate whose event it is. */
  readonly of: string;
  /** What its data may hold: the schema by which they are checked, and by which their tags are found. */
  readonly shape: JsonSchema;
  /** Data that were recorded once. */
  readonly example: unknown;
}

/** Where every version that was ever recorded is kept, one file each; the build takes it along. */
export const shapesFolder = join(import.meta.dirname, '../../shapes');

/** The shapes that a folder keeps, by type and version. */
export const shapesIn = (folder: string): readonly KeptShape[] =>
  readdirSync(folder)
    .filter((it) => it.endsWith('.json'))
    .map((it) => JSON.parse(readFileSync(join(folder, it), 'utf8')) as KeptShape)
    .sort((a, b) => (a.type === b.type ? a.version - b.version : a.type < b.type ? -1 : 1));
