import type { Catalogue, Fact, Id } from '#eventing';
import type { Urn } from '#network';

/** The facts of one person: that the register holds them and for which school they work, never who they are. */
export type PersonEvent =
  | Fact<'PersonRegistered', { personId: Id; urn: Urn }>
  | Fact<'PersonDetailsCorrected', { personId: Id; fields: readonly string[]; reason: string }>;

const person = (d: { personId: string }) => `person:${d.personId}`;

/** Versions and identities of the facts of a person. */
export const personEvents: Catalogue<PersonEvent> = {
  PersonRegistered: { version: 1, about: (d) => [person(d), `urn:${d.urn}`] },
  PersonDetailsCorrected: { version: 1, about: (d) => [person(d)] },
};
