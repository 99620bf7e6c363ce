import { type Projection, set, starting } from '#eventing';
import type { SupportRequestEvent } from '../support-request/support-request.events.js';
import { PipelineRequest } from './request-pipeline.entity.js';

/** Which requests wait for what, and how soon are they needed? */
export const requestPipeline: Projection<SupportRequestEvent, PipelineRequest> = {
  name: 'brokerage.request-pipeline',
  version: 1,
  entity: PipelineRequest,
  key: ({ data }) => `request:${data.requestId}`,
  on: {
    BrokerageRequested: starting(({ data, occurredOn }) => ({
      scope: [`urn:${data.urn}`],
      requestId: data.requestId,
      needId: data.needId,
      urn: data.urn,
      focusArea: data.focusArea,
      state: 'raised',
      raisedOn: occurredOn,
      halfDays: data.halfDays,
      windowFrom: data.window.from,
      windowTo: data.window.to,
      modality: data.modality,
      budgetPence: data.budgetPence,
      fundedPence: 0,
      spentPence: 0,
    })),
    RequestTriaged: set(({ data: { priority } }) => ({ state: 'triaged', priority })),
    FundingApproved: set(({ data: { amountPence } }, row) => ({
      state: row.state === 'matched' ? 'matched' : 'funded',
      fundedPence: row.fundedPence + amountPence,
    })),
    RequestMatched: set(({ data: { deploymentId } }) => ({ state: 'matched', deploymentId })),
    RequestReopened: set(({ data: { halfDaysSpent, spentPence } }, row) => ({
      state: 'funded',
      halfDays: row.halfDays - halfDaysSpent,
      spentPence: row.spentPence + spentPence,
      deploymentId: null,
    })),
    RequestWithdrawn: set({ state: 'withdrawn' }),
    RequestDeclined: set({ state: 'declined' }),
    RequestClosed: set({ state: 'closed' }),
  },
};
