import { expect, it } from '@jest/globals';
import { focusAreas, focusAreaWords, parentAreaOf } from './focus-area.js';

it('gives each focus area a parent that is its own parent', () => {
  for (const word of focusAreaWords) expect(focusAreas[focusAreas[word]]).toBe(focusAreas[word]);
});

it('leads from an area to its parent, and leaves a word of another day as it is', () => {
  expect(parentAreaOf('phonics')).toBe('reading');
  expect(parentAreaOf('reading')).toBe('reading');
  expect(parentAreaOf('constructor')).toBe('constructor');
});
