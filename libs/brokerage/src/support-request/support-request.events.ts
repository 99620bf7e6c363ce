import type { Catalogue, Fact } from '#eventing';
import type { FocusArea } from '#network';
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
        requestId: string;
        needId: string;
        urn: string;
        focusArea: FocusArea;
        halfDays: number;
        window: Window;
        budgetPence: number;
        modality: string;
      }
    >
  | Fact<'RequestTriaged', { requestId: string; priority: Priority }>
  | Fact<
      'FundingApproved',
      { requestId: string; funder: string; stream: FundingStream; amountPence: number }
    >
  | Fact<'RequestMatched', { requestId: string; needId: string; deploymentId: string }>
  | Fact<
      'RequestReopened',
      {
        requestId: string;
        needId: string;
        deploymentId: string;
        /** What that deployment used of the days and the money, before it ended. */
        halfDaysSpent: number;
        spentPence: number;
      }
    >
  | Fact<'RequestWithdrawn', { requestId: string; needId: string; reason: string }>
  | Fact<'RequestDeclined', { requestId: string; needId: string; reason: string }>
  | Fact<'RequestClosed', { requestId: string; needId: string; deploymentId: string }>;

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
