import type { Fault } from '../problem/problem.js';

/** Deeper than any command of ours. */
const DEPTH = 16;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** What no text may hold, because no store can keep it; `undefined` when it is good. */
export function textFault(text: string): string | undefined {
  if (text.includes('\0')) return 'holds the character U+0000';
  if (LONE_SURROGATE.test(text)) return 'holds half of a character (a lone surrogate)';
  return undefined;
}

/** Finds text that cannot be kept, and nesting without end, in any JSON value. */
export function textFaults(value: unknown): Fault[] {
  const faults: Fault[] = [];
  walk(value, [], faults);
  return faults;
}

function walk(value: unknown, path: string[], faults: Fault[]): void {
  if (typeof value === 'string') {
    const fault = textFault(value);
    if (fault) faults.push({ path: path.join('.'), message: fault });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (path.length === DEPTH) {
    faults.push({ path: path.join('.'), message: `is nested more than ${DEPTH} deep` });
    return;
  }
  for (const name of Object.keys(value)) {
    const fault = textFault(name);
    if (fault) faults.push({ path: path.join('.'), message: `the name of a field ${fault}` });
    path.push(name);
    walk((value as Record<string, unknown>)[name], path, faults);
    path.pop();
  }
}
