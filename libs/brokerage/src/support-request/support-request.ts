import { type Context, type Decider, heldUntil, inStateOf, Refusal, type Word } from '#eventing';
import { refuseReversed, windowOf } from '../calendar/window.js';
import type { DeploymentStanding } from '../deployment/standing.js';
import type { RaiseRequest, SupportRequestCommand, ToRequest } from './support-request.commands.js';
import { type SupportRequestEvent, supportRequestEvents } from './support-request.events.js';
import { evolveSupportRequest, type SupportRequestState } from './support-request-state.js';

/** A need as its own events tell of it. */
export interface NeedStanding {
  readonly status: 'unknown' | 'identified' | 'validated' | 'takenUp' | 'met' | 'withdrawn';
  readonly urn?: string;
  readonly focusArea?: Word;
  readonly requestId?: string;
}

/** What the rules of a request must know of other streams. */
export interface SupportRequestKnown {
  readonly need?: NeedStanding;
  readonly deployment?: DeploymentStanding;
}

/** Asks for support to meet one validated need. The need is taken up first, so one open request per need. */
export const supportRequest: Decider<
  SupportRequestCommand,
  SupportRequestEvent,
  SupportRequestState,
  SupportRequestKnown
> = {
  category: 'brokerage.request' satisfies keyof ToRequest,
  identity: 'request',
  events: supportRequestEvents,
  initial: { status: 'none' },
  evolve: evolveSupportRequest,

  decide(command, state, context) {
    const { id: requestId, known, today } = context;
    if (command.type === 'RaiseRequest') return raise(command, state, context);
    if (state.status === 'none')
      throw new Refusal('request-unknown', 'No such request was raised.');
    const { needId } = state;
    switch (command.type) {
      case 'TriageRequest':
        inState(state, 'triaged', 'raised');
        return [{ type: 'RequestTriaged', data: { requestId, priority: command.priority } }];
      case 'FundRequest': {
        inState(state, 'funded', 'triaged', 'funded', 'matched');
        const { funder, stream, amountPence } = command;
        return [{ type: 'FundingApproved', data: { requestId, funder, stream, amountPence } }];
      }
      case 'MatchRequest': {
        const { deploymentId } = command;
        if (state.status === 'matched' && state.deploymentId === deploymentId) return [];
        if (state.status === 'matched')
          throw new Refusal('request-matched', 'Another deployment answers this request.');
        inState(state, 'matched', 'funded');
        const { requestId: answered, stage = 'unknown' } = known.deployment ?? {};
        if (answered !== requestId || (stage !== 'pending' && stage !== 'live'))
          throw new Refusal('deployment-elsewhere', 'No open deployment answers this request.');
        const until = heldUntil(command.until, today);
        return [{ type: 'RequestMatched', data: { requestId, needId, deploymentId, until } }];
      }
      case 'ReopenRequest': {
        const { deploymentId } = command;
        const { stage = 'unknown', halfDaysUsed = 0, costPence = 0 } = known.deployment ?? {};
        if (state.status !== 'matched' || state.deploymentId !== deploymentId) return [];
        if (stage === 'live' || stage === 'closed') return [];
        const spent = { halfDaysSpent: halfDaysUsed, spentPence: costPence };
        return [{ type: 'RequestReopened', data: { requestId, needId, deploymentId, ...spent } }];
      }
      case 'WithdrawRequest':
        inState(state, 'withdrawn', 'raised', 'triaged', 'funded');
        return [{ type: 'RequestWithdrawn', data: { requestId, needId, reason: command.reason } }];
      case 'DeclineRequest':
        inState(state, 'declined', 'raised', 'triaged', 'funded');
        return [{ type: 'RequestDeclined', data: { requestId, needId, reason: command.reason } }];
      case 'CloseRequest': {
        if (state.status === 'closed') return [];
        inState(state, 'closed', 'matched');
        const { deploymentId } = state;
        if (deploymentId === undefined || known.deployment?.stage !== 'closed')
          throw new Refusal('deployment-not-closed', 'Close the deployment of the request first.');
        return [{ type: 'RequestClosed', data: { requestId, needId, deploymentId } }];
      }
    }
  },
};

function raise(
  { needId, halfDays, window, budgetPence, modality }: RaiseRequest,
  { status }: SupportRequestState,
  { id: requestId, today, known: { need } }: Context<SupportRequestKnown>,
): SupportRequestEvent[] {
  if (status !== 'none') throw new Refusal('request-exists', 'This request was raised before.');
  if (need?.status === 'takenUp' && need.requestId !== requestId)
    throw new Refusal('need-taken-up', 'Another open request has taken this need up.');
  if (need?.status === 'identified')
    throw new Refusal('need-not-validated', 'Support is requested once the need is validated.');
  const { urn, focusArea } = need ?? {};
  if (!urn || !focusArea || need?.status === 'met' || need?.status === 'withdrawn')
    throw new Refusal('need-not-open', 'The need was met or withdrawn.');
  refuseReversed(window);
  if (window.to < today)
    throw new Refusal('window-over', `The window ended on ${window.to}: name one to come.`);
  const wanted = { halfDays, window: windowOf(window), budgetPence, modality };
  return [{ type: 'BrokerageRequested', data: { requestId, needId, urn, focusArea, ...wanted } }];
}

const inState = inStateOf('request');
