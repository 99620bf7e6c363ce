import type { Catalogue, Day, Event, Word } from '#eventing';
import type { DeploymentId, HalfDays, NeedId, Pence, RequestId, Urn } from '#network';
import type { Window } from '../calendar/window.js';

/** The events of one request for support. */
export type SupportRequestEvent =
  | Event<
      'BrokerageRequested',
      {
        requestId: RequestId;
        needId: NeedId;
        urn: Urn;
        focusArea: Word;
        halfDays: HalfDays;
        window: Window;
        budgetPence: Pence;
        modality: Word;
      }
    >
  | Event<'RequestTriaged', { requestId: RequestId; priority: Word }>
  | Event<
      'FundingApproved',
      { requestId: RequestId; funder: string; stream: Word; amountPence: Pence }
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
