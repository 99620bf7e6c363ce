import type { Command } from 'commander';
import type { Report } from './world.js';

/** Adds a verb; what it reports is printed, as one JSON document with `--json`. */
export type AddVerb = <Options extends object = object>(
  parent: Command,
  name: string,
  says: string,
  work: (options: Options, args: readonly string[]) => Promise<Report>,
) => Command;

/** Of an option that may be repeated: all its values. */
export const collect = (value: string, before: readonly string[]): string[] => [...before, value];
