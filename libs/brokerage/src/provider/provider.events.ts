import type { Catalogue, Day, Event, Note, Word } from '#eventing';
import type {
  AcademicYear,
  DeploymentId,
  HalfDays,
  Pence,
  PersonId,
  ProviderId,
  Urn,
} from '#network';
import type { Window } from '../calendar/window.js';

/**
 * What an interest is in, as an identity: a school by its URN, or a trust by its UID or name.
 * @pattern ^(urn|trust):.+$
 * @identity *
 */
export type InterestIn = `urn:${string}` | `trust:${string}`;

/** The events of one provider of support: a leader, or an organisation. Days are counted in half days. */
export type ProviderEvent =
  | Event<
      'ProviderRegistered',
      {
        providerId: ProviderId;
        kind: string;
        designation: string;
        personId?: PersonId;
        organisation?: string;
        homeUrn: Urn;
        phases: readonly Word[];
      }
    >
  | Event<
      'ExpertiseAccredited',
      { providerId: ProviderId; focusArea: Word; by: string; until: Day }
    >
  | Event<'AccreditationLapsed', { providerId: ProviderId; focusArea: Word }>
  | Event<'CapacityDeclared', { providerId: ProviderId; year: AcademicYear; halfDays: HalfDays }>
  | Event<
      'DaysReserved',
      {
        providerId: ProviderId;
        deploymentId: DeploymentId;
        focusArea: Word;
        halfDays: HalfDays;
        /** The academic year whose capacity it is taken from. */
        year: AcademicYear;
        /** From the first day that is reserved for the deployment to the last, earlier reservations included. */
        window: Window;
        /** The last day by which its deployment must have followed. */
        until: Day;
      }
    >
  | Event<
      'DaysReleased',
      {
        providerId: ProviderId;
        deploymentId: DeploymentId;
        halfDays: HalfDays;
        year: AcademicYear;
        why: string;
        /** Whether the deployment is over: what stays reserved was used. */
        over: boolean;
      }
    >
  | Event<'AvailabilityPublished', { providerId: ProviderId; windows: readonly Window[] }>
  | Event<
      'InterestDeclared',
      { providerId: ProviderId; with: InterestIn; kind: string; until?: Day }
    >
  | Event<
      'LimitsSet',
      { providerId: ProviderId; maxConcurrent: number; maxKm: number; dayRatePence: Pence }
    >
  | Event<'ProviderSuspended', { providerId: ProviderId; reason: Note }>
  | Event<'ProviderReinstated', { providerId: ProviderId }>;

/** Versions of the events of a provider. */
export const providerEvents: Catalogue<ProviderEvent> = {
  ProviderRegistered: 1,
  ExpertiseAccredited: 1,
  AccreditationLapsed: 1,
  CapacityDeclared: 1,
  DaysReserved: 1,
  DaysReleased: 1,
  AvailabilityPublished: 1,
  InterestDeclared: 1,
  LimitsSet: 1,
  ProviderSuspended: 1,
  ProviderReinstated: 1,
};
