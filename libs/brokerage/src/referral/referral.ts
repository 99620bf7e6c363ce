import { type Decider, Refusal } from '#eventing';
import type { ReferralCommand, ToReferral } from './referral.commands.js';
import { type ReferralEvent, referralEvents } from './referral.events.js';

/** referred -> acknowledged -> settled; the request may also come before any contact. */
export type ReferralState =
  | { readonly status: 'none' }
  | { readonly status: 'referred' | 'acknowledged' | 'settled'; readonly needId: string };

/**
 * A validated need in the broker's inbox. It is written by processes, which may overtake each other: a
 * referral that is settled already stays so.
 */
export const referral: Decider<ReferralCommand, ReferralEvent, ReferralState> = {
  category: 'brokerage.referral' satisfies keyof ToReferral,
  identity: 'referral',
  events: referralEvents,
  initial: { status: 'none' },

  decide(command, state, { id: referralId, actor }) {
    switch (command.type) {
      case 'ReferNeed': {
        if (state.status !== 'none') return [];
        const { needId, urn, focusArea, severity } = command;
        return [{ type: 'NeedReferred', data: { referralId, needId, urn, focusArea, severity } }];
      }
      case 'AcknowledgeReferral': {
        if (state.status === 'none')
          throw new Refusal('referral-unknown', 'No such need was referred.');
        if (state.status === 'settled')
          throw new Refusal('referral-settled', 'Support was requested for this need already.');
        if (state.status === 'acknowledged') return [];
        const { needId } = state;
        return [{ type: 'ReferralAcknowledged', data: { referralId, needId, by: actor.role } }];
      }
      case 'SettleReferral': {
        if (state.status === 'settled') return [];
        const { needId, urn, requestId } = command;
        return [{ type: 'ReferralSettled', data: { referralId, needId, urn, requestId } }];
      }
    }
  },

  evolve(state, { type, data: { needId } }) {
    switch (type) {
      case 'NeedReferred':
        return { status: 'referred', needId };
      case 'ReferralAcknowledged':
        return { status: 'acknowledged', needId };
      case 'ReferralSettled':
        return { status: 'settled', needId };
    }
  },
};
