import { type Condition, states } from '#health';
import type { Finding } from './finding.js';

/** Whether the house does not serve everything in this state. */
export const isGrave = ({ state }: Condition): boolean => states[state].serves !== 'everything';

/** A state of the house as the doctor says it: what it means, and what to do. */
export function stateFinding(condition: Condition): Finding {
  const { state, detail } = condition;
  const why = detail === undefined ? '' : ` (${detail})`;
  return {
    check: `state ${state}`,
    state: state === 'ready' ? 'fine' : isGrave(condition) ? 'wrong' : 'note',
    says: `${states[state].means}${why}${state === 'ready' ? '' : ` ${states[state].do}`}`,
  };
}
