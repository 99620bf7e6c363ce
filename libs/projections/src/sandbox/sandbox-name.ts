import { quoted } from '../tables/read-table.js';

/** What stands on a schema that is a sandbox of ours: nothing else is ever replaced. */
export const MARK = 'A sandbox of Groundswell: a past of the log, made by groundswell replay.';

/** A sandbox cannot be made there. */
export class BadSandbox extends Error {
  constructor(name: string, why: string) {
    super(`'${name.slice(0, 60)}' cannot be a sandbox: ${why}`);
    this.name = 'BadSandbox';
  }
}

/** The schemas of the house itself and of PostgreSQL, whether or not they are there yet. */
const TAKEN = [
  'house',
  'journal',
  'projection',
  'read',
  'register',
  'public',
  'information_schema',
];

const NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** The name of the schema, and of the one in which it is built out of sight. */
export interface SandboxName {
  readonly name: string;
  /** Both are quoted. */
  readonly schema: string;
  readonly building: string;
}

/** Reads the name of a sandbox. Throws `BadSandbox`. */
export function sandboxName(name: string): SandboxName {
  if (!NAME.test(name))
    throw new BadSandbox(
      name,
      'give a name of small letters, digits and underscores that begins with a letter, 40 at most',
    );
  if (TAKEN.includes(name) || name.startsWith('pg_'))
    throw new BadSandbox(name, 'that schema belongs to the house or to PostgreSQL');
  return { name, schema: quoted(name), building: quoted(`${name}__building`) };
}
