/**
 * The phases of education, in the words of the register of schools (GIAS), and the three kinds of school to
 * which the register gives no phase of their own.
 */
export const phases = [
  'Nursery',
  'Primary',
  'Middle deemed primary',
  'Middle deemed secondary',
  'Secondary',
  '16 plus',
  'All-through',
  'Special',
  'Alternative provision',
  'Independent',
] as const;

/** A phase of education, or a kind of school without one. */
export type Phase = (typeof phases)[number];

/** Whether a text is one of the words. */
export const isPhase = (text: string): text is Phase =>
  (phases as readonly string[]).includes(text);
