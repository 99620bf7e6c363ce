import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../docs/adr/', import.meta.url);

/**
 * The files that may be longer than 200 lines, because a decision gives the reason. Such a line reads
 * "- Longer than 200 lines: `path/of/file.ts`: the reason".
 */
export function longFiles() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(
        /^- Longer than 200 lines: `([^`]+)`: \S/gm,
      ),
    ])
    .map(([, file]) => file);
}
