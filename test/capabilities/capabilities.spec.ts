import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofs } from './proofs.js';
import { page, register } from './register.js';

const path = join(import.meta.dirname, '../../docs/capabilities.md');
const passed = new Set<number>();

describe('the register of capabilities', () => {
  it('has 59 rows, and a proof only for these', () => {
    expect(register.map((it) => it.number)).toEqual(Array.from({ length: 59 }, (_, i) => i + 1));
    expect(
      Object.keys(proofs)
        .map(Number)
        .filter((it) => it < 1 || it > 59),
    ).toEqual([]);
  });

  for (const { number, capability } of register) {
    const proof = proofs[number];
    const name = `${number}. ${capability}`;
    if (!proof) it.todo(name);
    else
      it(name, () => {
        proof();
        passed.add(number);
      });
  }

  it('is what docs/capabilities.md says: run `npm run golden` and look at the difference', () => {
    const now = page(passed);
    if (process.env.GOLDEN === 'write') writeFileSync(path, now);
    expect(readFileSync(path, 'utf8')).toBe(now);
  });
});
