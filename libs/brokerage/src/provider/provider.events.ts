import type { Catalogue, Day, Fact, Note } from '#eventing';
import type {
  AcademicYear,
  DeploymentId,
  FocusArea,
  HalfDays,
  Pence,
  PersonId,
  Phase,
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

/** The facts of one provider of support: a leader, or an organisation. Days are counted in half days. */
export type ProviderEvent =
  | Fact<
      'ProviderRegistered',
      {
        providerId: ProviderId;
        kind: string;
        designation: string;
        personId?: PersonId;
        organisation?: string;
        homeUrn: Urn;
        phases: readonly Phase[];
      }
    >
  | Fact<
      'ExpertiseAccredited',
      { providerId: ProviderId; focusArea: FocusArea; by: string; until: Day }
    >
  | Fact<'AccreditationLapsed', { providerId: ProviderId; focusArea: FocusArea }>
  | Fact<'CapacityDeclared', { providerId: ProviderId; year: AcademicYear; halfDays: HalfDays }>
  | Fact<
      'DaysReserved',
      {
        providerId: ProviderId;
        deploymentId: DeploymentId;
        focusArea: FocusArea;
        halfDays: HalfDays;
        /** The academic year whose capacity it is taken from. */
        year: AcademicYear;
        /** From the first day that is reserved for the deployment to the last, earlier reservations included. */
        window: Window;
        /** The last day by which its deployment must have followed. */
        until: Day;
      }
    >
  | Fact<
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
  | Fact<'AvailabilityPublished', { providerId: ProviderId; windows: readonly Window[] }>
  | Fact<
      'InterestDeclared',
      { providerId: ProviderId; with: InterestIn; kind: string; until?: Day }
    >
  | Fact<
      'LimitsSet',
      { providerId: ProviderId; maxConcurrent: number; maxKm: number; dayRatePence: Pence }
    >
  | Fact<'ProviderSuspended', { providerId: ProviderId; reason: Note }>
  | Fact<'ProviderReinstated', { providerId: ProviderId }>;

/** Versions of the facts of a provider. */
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
