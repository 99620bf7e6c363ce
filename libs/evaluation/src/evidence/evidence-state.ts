import type { Fold } from '#eventing';
import type { EvidenceEvent } from './evidence.events.js';

/** registered -> verified, or rejected; superseded by a newer item. Only a verified item counts. */
export type EvidenceState =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered' | 'verified' | 'rejected' | 'superseded';
      readonly urn?: string | undefined;
      readonly partnershipId?: string | undefined;
      readonly author: string;
    };

/** What the events of an item of evidence add up to; evaluations ask it whether the item counts. */
export const evidenceFold: Fold<EvidenceEvent, EvidenceState> = {
  category: 'evaluation.evidence',
  initial: { status: 'none' },
  evolve(state, { type, data }) {
    if (type === 'EvidenceRegistered') {
      const { urn, partnershipId, author } = data;
      return { status: 'registered', urn, partnershipId, author };
    }
    if (state.status === 'none') return state;
    switch (type) {
      case 'EvidenceVerified':
        return { ...state, status: 'verified' };
      case 'EvidenceRejected':
        return { ...state, status: 'rejected' };
      case 'EvidenceSuperseded':
        return { ...state, status: 'superseded' };
    }
  },
};
