import { change, type Projection, remove } from '#eventing';
import type { NeedEvent } from '../need/need.events.js';
import { OpenNeed } from './open-needs.entity.js';

/** Which needs lack support, and for how long? (domain: OpenNeeds) */
export const openNeeds: Projection<NeedEvent, OpenNeed> = {
  name: 'intelligence.open-needs',
  version: 1,
  entity: OpenNeed,
  key: ({ data }) => `need:${data.needId}`,
  on: {
    NeedIdentified: (_, { data: { needId, urn, focusArea, severity }, occurredOn }, key) => ({
      key,
      scope: [`urn:${urn}`],
      needId,
      urn,
      focusArea,
      severity,
      state: 'identified',
      since: occurredOn,
      requestId: null,
    }),
    NeedValidated: change((row) => ({ ...row, state: 'validated' })),
    NeedReprioritised: change((row, { data }) => ({ ...row, severity: data.severity })),
    NeedTakenUp: change((row, { data }) => ({
      ...row,
      state: 'takenUp',
      requestId: data.requestId,
    })),
    NeedReleased: change((row) => ({ ...row, state: 'validated', requestId: null })),
    NeedWithdrawn: remove,
    NeedMet: remove,
  },
};
