import { change, type Projection } from '#eventing';
import type { SupportRequestEvent } from '../support-request/support-request.events.js';
import { PipelineRequest } from './request-pipeline.entity.js';

/** Which requests wait for what, and how soon are they needed? */
export const requestPipeline: Projection<SupportRequestEvent, PipelineRequest> = {
  name: 'brokerage.request-pipeline',
  version: 1,
  entity: PipelineRequest,
  key: ({ data }) => `request:${data.requestId}`,
  on: {
    BrokerageRequested: (_, { data, occurredOn }, key) => ({
      key,
      scope: [`urn:${data.urn}`],
      requestId: data.requestId,
      needId: data.needId,
      urn: data.urn,
      focusArea: data.focusArea,
      state: 'raised',
      priority: null,
      raisedOn: occurredOn,
      halfDays: data.halfDays,
      windowFrom: data.window.from,
      windowTo: data.window.to,
      modality: data.modality,
      budgetPence: data.budgetPence,
      fundedPence: 0,
      spentPence: 0,
      deploymentId: null,
    }),
    RequestTriaged: change((row, { data: { priority } }) => ({
      ...row,
      state: 'triaged',
      priority,
    })),
    FundingApproved: change((row, { data: { amountPence } }) => ({
      ...row,
      state: row.state === 'matched' ? 'matched' : 'funded',
      fundedPence: row.fundedPence + amountPence,
    })),
    RequestMatched: change((row, { data: { deploymentId } }) => ({
      ...row,
      state: 'matched',
      deploymentId,
    })),
    RequestReopened: change((row, { data: { halfDaysSpent, spentPence } }) => ({
      ...row,
      state: 'funded',
      halfDays: row.halfDays - halfDaysSpent,
      spentPence: row.spentPence + spentPence,
      deploymentId: null,
    })),
    RequestWithdrawn: change((row) => ({ ...row, state: 'withdrawn' })),
    RequestDeclined: change((row) => ({ ...row, state: 'declined' })),
    RequestClosed: change((row) => ({ ...row, state: 'closed' })),
  },
};
