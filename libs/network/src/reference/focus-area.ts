/** The controlled vocabulary of focus areas, each with its parent area (itself when it is one). */
export const focusAreas = {
  'early-years': 'early-years',
  reading: 'reading',
  phonics: 'reading',
  writing: 'writing',
  maths: 'maths',
  science: 'science',
  curriculum: 'curriculum',
  assessment: 'curriculum',
  'post-16': 'curriculum',
  attendance: 'attendance',
  behaviour: 'behaviour',
  wellbeing: 'behaviour',
  inclusion: 'inclusion',
  send: 'inclusion',
  eal: 'inclusion',
  disadvantage: 'inclusion',
  leadership: 'leadership',
  'middle-leadership': 'leadership',
  governance: 'leadership',
  'staff-development': 'leadership',
  safeguarding: 'safeguarding',
} as const;

/** An area to focus on: one entry of the vocabulary. */
export type FocusArea = keyof typeof focusAreas;

/** The words of the vocabulary, for validation. */
export const focusAreaWords = Object.keys(focusAreas) as FocusArea[];

const isFocusArea = (word: string): word is FocusArea => Object.hasOwn(focusAreas, word);

/** The parent of an area; a word that the vocabulary has no longer, or not yet, is its own. */
export const parentAreaOf = (word: string): string => (isFocusArea(word) ? focusAreas[word] : word);
