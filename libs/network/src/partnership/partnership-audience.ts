import type { Audience } from '#eventing';
import type { PartnershipCommand } from './partnership.commands.js';
import { isInvited, type PartnershipState } from './partnership-state.js';

/**
 * A partnership is known to its own people and to the headteachers and chairs of its members. Those of a school that is
 * invited see it without its leads while the invitation stands, and may sign or decline: the school's own word is asked for.
 */
export const partnershipAudience: Audience<PartnershipCommand, PartnershipState> = {
  widens: true,
  shows({ actor: { role, urns } }, state, { today }) {
    if (state.status === 'none' || (role !== 'headteacher' && role !== 'chair')) return 'nothing';
    if (urns.some((urn) => urn in state.members)) return 'everything';
    return urns.some((urn) => isInvited(state, urn, today)) ? 'redacted' : 'nothing';
  },
  withholds: ['leads', 'personId', 'duties', 'replaces'],
  open: ['SignCharter', 'DeclineInvitation'],
};
