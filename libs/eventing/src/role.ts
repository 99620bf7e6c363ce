/** Who a caller can be. `operator` runs the house, `service` is another machine of it. */
export const roles = [
  'board',
  'broker',
  'analyst',
  'headteacher',
  'chair',
  'reviewer',
  'evaluator',
  'operator',
  'service',
] as const;

/** One of the roles. */
export type Role = (typeof roles)[number];

/** Whether a word is a role. */
export const isRole = (word: unknown): word is Role => roles.includes(word as Role);
