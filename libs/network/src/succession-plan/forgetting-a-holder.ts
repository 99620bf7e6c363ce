import type { NeedsPerson } from '#eventing';
import { successionPlan } from './succession-plan.js';

/** A key role that a person holds, or is to take, stands against forgetting them. */
export const needsHolder: NeedsPerson = async (personId, naming) => {
  const named = await naming.streams(successionPlan, `person:${personId}`);
  return named.flatMap(({ state }) => {
    if (state.status === 'none') return [];
    const { role, partnershipId, status, holder, successor } = state;
    const where = `of partnership ${partnershipId}`;
    if (status === 'held' && holder === personId)
      return [
        {
          code: 'holds-key-role',
          detail: `They hold the role ${role} ${where}: record its vacancy first.`,
        },
      ];
    return successor === personId
      ? [
          {
            code: 'named-successor',
            detail: `They are to take the role ${role} ${where}: name another first.`,
          },
        ]
      : [];
  });
};
