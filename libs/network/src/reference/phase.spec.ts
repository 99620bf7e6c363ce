import { expect, it } from '@jest/globals';
import { isPhase, phases } from './phase.js';

it('knows every phase by the word of the register, and no other', () => {
  expect(phases.every(isPhase)).toBe(true);
  for (const other of ['', 'primary', 'Not applicable', 'toString'])
    expect(isPhase(other)).toBe(false);
});
