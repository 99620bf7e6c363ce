import type { Catalogue, Day, Fact, Id, Note } from '#eventing';
import type { AcademicYear, FocusArea, HalfDays, Pence, Phase, Urn } from '#network';
import type { Window } from '../calendar/window.js';

/**
 * What an interest is in, as an identity: a school by its URN, or a trust by its UID or name.
 * @pattern ^(urn|trust):.+$
 */
export type InterestIn = `urn:${string}` | `trust:${string}`;

/** The facts of one provider of support: a leader, or an organisation. Days are counted in half days. */
export type ProviderEvent =
  | Fact<
      'ProviderRegistered',
      {
        providerId: Id;
        kind: string;
        designation: string;
        personId?: Id;
        organisation?: string;
        homeUrn: Urn;
        phases: readonly Phase[];
      }
    >
  | Fact<'ExpertiseAccredited', { providerId: Id; focusArea: FocusArea; by: string; until: Day }>
  | Fact<'AccreditationLapsed', { providerId: Id; focusArea: FocusArea }>
  | Fact<'CapacityDeclared', { providerId: Id; year: AcademicYear; halfDays: HalfDays }>
  | Fact<
      'DaysReserved',
      {
        providerId: Id;
        deploymentId: Id;
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
        providerId: Id;
        deploymentId: Id;
        halfDays: HalfDays;
        year: AcademicYear;
        why: string;
        /** Whether the deployment is over: what stays reserved was used. */
        over: boolean;
      }
    >
  | Fact<'AvailabilityPublished', { providerId: Id; windows: readonly Window[] }>
  | Fact<'InterestDeclared', { providerId: Id; with: InterestIn; kind: string; until?: Day }>
  | Fact<'LimitsSet', { providerId: Id; maxConcurrent: number; maxKm: number; dayRatePence: Pence }>
  | Fact<'ProviderSuspended', { providerId: Id; reason: Note }>
  | Fact<'ProviderReinstated', { providerId: Id }>;

const provider = (d: { providerId: string }) => `provider:${d.providerId}`;
const booking = (d: { providerId: string; deploymentId: string }) => [
  provider(d),
  `deployment:${d.deploymentId}`,
];

/** Versions and identities of the facts of a provider. */
export const providerEvents: Catalogue<ProviderEvent> = {
  ProviderRegistered: {
    version: 1,
    about: (d) => [provider(d), `urn:${d.homeUrn}`, d.personId && `person:${d.personId}`],
  },
  ExpertiseAccredited: { version: 1, about: (d) => [provider(d)] },
  AccreditationLapsed: { version: 1, about: (d) => [provider(d)] },
  CapacityDeclared: { version: 1, about: (d) => [provider(d)] },
  DaysReserved: { version: 1, about: booking },
  DaysReleased: { version: 1, about: booking },
  AvailabilityPublished: { version: 1, about: (d) => [provider(d)] },
  InterestDeclared: { version: 1, about: (d) => [provider(d), d.with] },
  LimitsSet: { version: 1, about: (d) => [provider(d)] },
  ProviderSuspended: { version: 1, about: (d) => [provider(d), `note:${d.reason.note}`] },
  ProviderReinstated: { version: 1, about: (d) => [provider(d)] },
};
