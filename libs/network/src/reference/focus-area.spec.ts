import { expect, it } from '@jest/globals';
import { focusAreas, focusAreaWords } from './focus-area.js';

it('gives each focus area a parent that is its own parent', () => {
  for (const word of focusAreaWords) expect(focusAreas[focusAreas[word]]).toBe(focusAreas[word]);
});
