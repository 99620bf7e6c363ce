import type { Catalogue, Day, Event, Id } from '#eventing';
import type { PartnershipId, PersonId } from '../reference/identities.js';

/**
 * The plan for one key role of a partnership: `<partnershipId>.<role>`.
 * @identity succession
 */
export type SuccessionId = Id;

type Of<D = object> = {
  readonly successionId: SuccessionId;
  readonly partnershipId: PartnershipId;
  readonly role: string;
} & Readonly<D>;

/** The events of the succession in one key role; its vacancies are numbered from 1. */
export type SuccessionPlanEvent =
  | Event<'KeyRoleIdentified', Of>
  /** In the place of whoever was named before. */
  | Event<'SuccessorNamed', Of<{ personId: PersonId }>>
  | Event<'KeyRoleVacated', Of<{ vacancy: number; on: Day }>>
  /** Vacant for a term, and not filled. */
  | Event<'VacancyPrompted', Of<{ vacancy: number; since: Day }>>
  | Event<'KeyRoleFilled', Of<{ vacancy: number; personId: PersonId; on: Day }>>;

/** Versions of the events of a succession plan. */
export const successionPlanEvents: Catalogue<SuccessionPlanEvent> = {
  KeyRoleIdentified: 1,
  SuccessorNamed: 1,
  KeyRoleVacated: { version: 1, occurredOn: (d) => d.on },
  VacancyPrompted: 1,
  KeyRoleFilled: { version: 1, occurredOn: (d) => d.on },
};
