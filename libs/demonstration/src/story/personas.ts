import type { Persona } from './step.js';

/** Who runs the house. */
export const operator: Persona = { id: 'demo-operator', role: 'operator' };

const of = (role: Persona['role'], partnership: string, nth = ''): Persona => ({
  id: `demo-${role}${nth}-${partnership}`,
  role,
  partnerships: [partnership],
});

/** The broker of a partnership. */
export const broker = (partnership: string): Persona => of('broker', partnership);
/** Its board. */
export const board = (partnership: string): Persona => of('board', partnership);
/** Its evaluator. */
export const evaluator = (partnership: string): Persona => of('evaluator', partnership);
/** A second evaluator, who moderates and verifies. */
export const moderator = (partnership: string): Persona => of('evaluator', partnership, '-2');
/** The headteacher of a school. */
export const head = (urn: string): Persona => ({
  id: `demo-head-${urn}`,
  role: 'headteacher',
  urns: [urn],
});
/** The chair of governors of a school. */
export const chair = (urn: string): Persona => ({
  id: `demo-chair-${urn}`,
  role: 'chair',
  urns: [urn],
});
