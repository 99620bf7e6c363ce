import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that the sources ask for, and the contexts that it belongs to. */
export interface Capability {
  readonly number: number;
  readonly capability: string;
  readonly home: readonly string[];
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

/** The page `docs/capabilities.md`, from the numbers of the rows whose proofs passed. */
export function page(passed: ReadonlySet<number>): string {
  const rows = register.map(
    ({ number, capability, home }) =>
      `| ${number} | ${capability} | ${home.map((it) => homes[it]).join(', ')} | ${passed.has(number) ? 'built' : ''} |`,
  );
  return [
    '# What is built',
    '',
    `${passed.size} of the ${register.length} capabilities that the sources of the domain ask for. A row counts as built when its`,
    'test passes (`test/capabilities`). This page is written by `npm run golden`.',
    '',
    '| # | capability | belongs to | state |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
