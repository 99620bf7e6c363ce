import type { Catalogue, Fact, Note } from '#eventing';
import type { FocusArea, Phase } from '#network';
import type { Window } from '../calendar/window.js';

/** What an interest is in, as an identity: a school by its URN, or a trust by its UID or name. */
export type InterestIn = `urn:${string}` | `trust:${string}`;

/** The facts of one provider of support: a leader, or an organisation. Days are counted in half days. */
export type ProviderEvent =
  | Fact<
      'ProviderRegistered',
      {
        providerId: string;
        kind: string;
        designation: string;
        personId?: string;
        organisation?: string;
        homeUrn: string;
        phases: readonly Phase[];
      }
    >
  | Fact<
      'ExpertiseAccredited',
      { providerId: string; focusArea: FocusArea; by: string; until: string }
    >
  | Fact<'AccreditationLapsed', { providerId: string; focusArea: FocusArea }>
  | Fact<'CapacityDeclared', { providerId: string; year: string; halfDays: number }>
  | Fact<
      'DaysReserved',
      {
        providerId: string;
        deploymentId: string;
        focusArea: FocusArea;
        halfDays: number;
        /** The academic year whose capacity it is taken from. */
        year: string;
        /** From the first day that is reserved for the deployment to the last, earlier reservations included. */
        window: Window;
        /** The last day by which its deployment must have followed. */
        until: string;
      }
    >
  | Fact<
      'DaysReleased',
      {
        providerId: string;
        deploymentId: string;
        halfDays: number;
        year: string;
        why: string;
        /** Whether the deployment is over: what stays reserved was used. */
        over: boolean;
      }
    >
  | Fact<'AvailabilityPublished', { providerId: string; windows: readonly Window[] }>
  | Fact<'InterestDeclared', { providerId: string; with: InterestIn; kind: string; until?: string }>
  | Fact<
      'LimitsSet',
      { providerId: string; maxConcurrent: number; maxKm: number; dayRatePence: number }
    >
  | Fact<'ProviderSuspended', { providerId: string; reason: Note }>
  | Fact<'ProviderReinstated', { providerId: string }>;

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
