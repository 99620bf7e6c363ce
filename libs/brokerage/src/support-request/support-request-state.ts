import type { Word } from '#eventing';
import type { SupportRequestEvent } from './support-request.events.js';

/** Raised: with what it asks for, what was approved and what was spent. */
export interface RaisedRequest {
  readonly status:
    'raised' | 'triaged' | 'funded' | 'matched' | 'closed' | 'withdrawn' | 'declined';
  readonly needId: string;
  readonly urn: string;
  readonly focusArea: Word;
  /** Half days asked for, less those that an earlier deployment used. */
  readonly halfDaysLeft: number;
  /** Money approved, less what an earlier deployment cost. */
  readonly fundsLeftPence: number;
  readonly deploymentId?: string;
}

/** raised -> triaged -> funded <-> matched -> closed, or withdrawn or declined before a match. */
export type SupportRequestState = { readonly status: 'none' } | RaisedRequest;

/** The request after one event. */
export function evolveSupportRequest(
  state: SupportRequestState,
  { type, data }: SupportRequestEvent,
): SupportRequestState {
  if (type === 'BrokerageRequested') {
    const { needId, urn, focusArea, halfDays } = data;
    const rest = { needId, urn, focusArea, halfDaysLeft: halfDays, fundsLeftPence: 0 };
    return { status: 'raised', ...rest };
  }
  if (state.status === 'none') return state;
  switch (type) {
    case 'RequestTriaged':
      return { ...state, status: 'triaged' };
    case 'FundingApproved': {
      const fundsLeftPence = state.fundsLeftPence + data.amountPence;
      return {
        ...state,
        status: state.status === 'matched' ? 'matched' : 'funded',
        fundsLeftPence,
      };
    }
    case 'RequestMatched':
      return { ...state, status: 'matched', deploymentId: data.deploymentId };
    case 'RequestReopened': {
      const { deploymentId: _, ...rest } = state;
      const halfDaysLeft = state.halfDaysLeft - data.halfDaysSpent;
      const fundsLeftPence = state.fundsLeftPence - data.spentPence;
      return { ...rest, status: 'funded', halfDaysLeft, fundsLeftPence };
    }
    case 'RequestWithdrawn':
      return { ...state, status: 'withdrawn' };
    case 'RequestDeclined':
      return { ...state, status: 'declined' };
    case 'RequestClosed':
      return { ...state, status: 'closed' };
  }
}
