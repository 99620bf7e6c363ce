import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that the sources ask for, and the contexts that it belongs to. */
export interface Capability {
  readonly number: number;
  readonly capability: string;
  readonly home: readonly string[];
}

/** A story whose every sentence held, and the rows that it shows. */
export interface Shown {
  readonly file: string;
  readonly title: string;
  readonly rows: readonly number[];
}

const homes: Readonly<Record<string, string>> = {
  N: 'network',
  I: 'intelligence',
  P: 'peer review',
  B: 'brokerage',
  M: 'improvement',
  E: 'evaluation',
  R: 'a read model',
};

/** The register: nothing in it may be lost. */
export const register = JSON.parse(
  readFileSync(join(import.meta.dirname, 'register.json'), 'utf8'),
) as Capability[];

/** The page `docs/capabilities.md`: a row counts as built by the stories that held, and by nothing else. */
export function page(held: readonly Shown[]): string {
  const stories = (row: number) =>
    held
      .filter((it) => it.rows.includes(row))
      .map(({ file, title }) => `[${title}](../test/capabilities/stories/${file})`);
  const rows = register.map(
    ({ number, capability, home }) =>
      `| ${number} | ${capability} | ${home.map((it) => homes[it]).join(', ')} | ${stories(number).join('; ')} |`,
  );
  const built = register.filter(({ number }) => stories(number).length > 0).length;
  return [
    '# What is built',
    '',
    `${built} of the ${register.length} capabilities that the sources of the domain ask for. A row counts as built when a story shows`,
    'it: people with tokens of their roles, over HTTP, on a running platform, up to what one of them reads in the end. The stories',
    'are executed (`npm test -- test/capabilities`), and this page is written from those that held by `npm run golden`.',
    '',
    '| # | capability | belongs to | shown by the story |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
