import type { NeedsPerson } from '#eventing';
import { partnership } from './partnership.js';

/** A partnership that a person leads stands against forgetting them. */
export const needsLead: NeedsPerson = async (personId, naming) => {
  const named = await naming.streams(partnership, `person:${personId}`);
  return named.flatMap(({ id, state }) =>
    state.status === 'none'
      ? []
      : Object.entries(state.leads)
          .filter(([, lead]) => lead === personId)
          .map(([role]) => ({
            code: 'leads-partnership',
            detail: `They are the ${role} of partnership ${id}: appoint another in their place first.`,
          })),
  );
};
