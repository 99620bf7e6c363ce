import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { states } from '#health';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/guides/states.md'), 'utf8');

it('the page of states lists each of them, in the words of the code, and no other', () => {
  const rows = page
    .split('\n')
    .filter((it) => it.startsWith('| `'))
    .map((row) => row.split('|').map((it) => it.trim()));
  const listed = rows.map(([, word = '', serves, means, what]) => [
    word.replaceAll('`', ''),
    { serves, means, do: what },
  ]);
  expect(Object.fromEntries(listed)).toEqual(states);
});
