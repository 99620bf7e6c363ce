import type { Catalogue, Day, Fact, Id } from '#eventing';
import type { FocusArea, HalfDays, Pence, Urn } from '#network';
import type { Window } from '../calendar/window.js';

/** How soon support is wanted. */
export type Priority = 'urgent' | 'soon' | 'routine';

/** Out of which purse support is paid. */
export type FundingStream = 'statutory' | 'traded' | 'grant';

/** The facts of one request for support. */
export type SupportRequestEvent =
  | Fact<
      'BrokerageRequested',
      {
        requestId: Id;
        needId: Id;
        urn: Urn;
        focusArea: FocusArea;
        halfDays: HalfDays;
        window: Window;
        budgetPence: Pence;
        modality: string;
      }
    >
  | Fact<'RequestTriaged', { requestId: Id; priority: Priority }>
  | Fact<
      'FundingApproved',
      { requestId: Id; funder: string; stream: FundingStream; amountPence: Pence }
    >
  | Fact<
      'RequestMatched',
      {
        requestId: Id;
        needId: Id;
        deploymentId: Id;
        /** The last day by which its deployment must be agreed. */
        until: Day;
      }
    >
  | Fact<
      'RequestReopened',
      {
        requestId: Id;
        needId: Id;
        deploymentId: Id;
        /** What that deployment used of the days and the money, before it ended. */
        halfDaysSpent: HalfDays;
        spentPence: Pence;
      }
    >
  | Fact<'RequestWithdrawn', { requestId: Id; needId: Id; reason: string }>
  | Fact<'RequestDeclined', { requestId: Id; needId: Id; reason: string }>
  | Fact<'RequestClosed', { requestId: Id; needId: Id; deploymentId: Id }>;

const request = (d: { requestId: string }) => `request:${d.requestId}`;
const need = (d: { requestId: string; needId: string }) => [request(d), `need:${d.needId}`];
const match = (d: { requestId: string; needId: string; deploymentId: string }) => [
  ...need(d),
  `deployment:${d.deploymentId}`,
];

/** Versions and identities of the facts of a request. */
export const supportRequestEvents: Catalogue<SupportRequestEvent> = {
  BrokerageRequested: {
    version: 1,
    about: (d) => [request(d), `urn:${d.urn}`, `need:${d.needId}`],
  },
  RequestTriaged: { version: 1, about: (d) => [request(d)] },
  FundingApproved: { version: 1, about: (d) => [request(d)] },
  RequestMatched: { version: 1, about: match },
  RequestReopened: { version: 1, about: match },
  RequestWithdrawn: { version: 1, about: need },
  RequestDeclined: { version: 1, about: need },
  RequestClosed: { version: 1, about: match },
};
