import { type Projection, set, starting } from '#eventing';
import type { SuccessionPlanEvent } from '../succession-plan/succession-plan.events.js';
import { RoleSuccession } from './succession.entity.js';

/** Which key roles of a partnership are vacant, and who would take each over? */
export const succession: Projection<SuccessionPlanEvent, RoleSuccession> = {
  name: 'network.succession',
  version: 1,
  entity: RoleSuccession,
  key: ({ data: { partnershipId, role } }) => `partnership:${partnershipId}|role:${role}`,
  on: {
    KeyRoleIdentified: starting(({ data: { partnershipId, role } }) => ({
      scope: [`partnership:${partnershipId}`],
      partnershipId,
      role,
      state: 'held',
    })),
    SuccessorNamed: set(({ data }) => ({ successorId: data.personId })),
    KeyRoleVacated: set(({ data }) => ({ state: 'vacant', holderId: null, vacantSince: data.on })),
    VacancyPrompted: set(({ occurredOn }) => ({ promptedOn: occurredOn })),
    KeyRoleFilled: set(({ data: { personId } }, { successorId }) => ({
      state: 'held',
      holderId: personId,
      successorId: successorId === personId ? null : successorId,
      vacantSince: null,
      promptedOn: null,
    })),
  },
};
