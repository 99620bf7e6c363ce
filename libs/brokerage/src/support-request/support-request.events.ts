import type { Catalogue, Day, Event } from '#eventing';
import type { DeploymentId, FocusArea, HalfDays, NeedId, Pence, RequestId, Urn } from '#network';
import type { Window } from '../calendar/window.js';

/** How soon support is wanted. */
export type Priority = 'urgent' | 'soon' | 'routine';

/** Out of which purse support is paid. */
export type FundingStream = 'statutory' | 'traded' | 'grant';

/** The events of one request for support. */
export type SupportRequestEvent =
  | Event<
      'BrokerageRequested',
      {
        requestId: RequestId;
        needId: NeedId;
        urn: Urn;
        focusArea: FocusArea;
        halfDays: HalfDays;
        window: Window;
        budgetPence: Pence;
        modality: string;
      }
    >
  | Event<'RequestTriaged', { requestId: RequestId; priority: Priority }>
  | Event<
      'FundingApproved',
      { requestId: RequestId; funder: string; stream: FundingStream; amountPence: Pence }
    >
  | Event<
      'RequestMatched',
      {
        requestId: RequestId;
        needId: NeedId;
        deploymentId: DeploymentId;
        /** The last day by which its deployment must be agreed. */
        until: Day;
      }
    >
  | Event<
      'RequestReopened',
      {
        requestId: RequestId;
        needId: NeedId;
        deploymentId: DeploymentId;
        /** What that deployment used of the days and the money, before it ended. */
        halfDaysSpent: HalfDays;
        spentPence: Pence;
      }
    >
  | Event<'RequestWithdrawn', { requestId: RequestId; needId: NeedId; reason: string }>
  | Event<'RequestDeclined', { requestId: RequestId; needId: NeedId; reason: string }>
  | Event<'RequestClosed', { requestId: RequestId; needId: NeedId; deploymentId: DeploymentId }>;

/** Versions of the events of a request. */
export const supportRequestEvents: Catalogue<SupportRequestEvent> = {
  BrokerageRequested: 1,
  RequestTriaged: 1,
  FundingApproved: 1,
  RequestMatched: 1,
  RequestReopened: 1,
  RequestWithdrawn: 1,
  RequestDeclined: 1,
  RequestClosed: 1,
};
