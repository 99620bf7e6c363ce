import { type Projection, remove, set, starting } from '#eventing';
import type { NeedEvent } from '../need/need.events.js';
import { OpenNeed } from './open-needs.entity.js';

/** Which needs lack support, and for how long? (domain: OpenNeeds) */
export const openNeeds: Projection<NeedEvent, OpenNeed> = {
  name: 'intelligence.open-needs',
  version: 1,
  entity: OpenNeed,
  key: ({ data }) => `need:${data.needId}`,
  on: {
    NeedIdentified: starting(({ data: { needId, urn, focusArea, severity }, occurredOn }) => ({
      scope: [`urn:${urn}`],
      needId,
      urn,
      focusArea,
      severity,
      state: 'identified',
      since: occurredOn,
    })),
    NeedValidated: set({ state: 'validated' }),
    NeedReprioritised: set(({ data }) => ({ severity: data.severity })),
    NeedTakenUp: set(({ data }) => ({ state: 'takenUp', requestId: data.requestId })),
    NeedReleased: set({ state: 'validated', requestId: null }),
    NeedWithdrawn: remove,
    NeedMet: remove,
  },
};
