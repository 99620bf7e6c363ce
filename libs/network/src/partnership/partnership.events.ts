import type { Catalogue, Day, Fact, Id } from '#eventing';
import type { Urn } from '../reference/measures.js';
import type { PartnershipModel } from '../reference/partnership-model.js';
import type { Phase } from '../reference/phase.js';

/** What a lead is appointed for: the whole partnership, or the working group of its schools. */
export type LeadRole = 'partnershipLead' | 'clusterLead';

/** Who signs a charter for a school. */
export type SignatoryRole = 'headteacher' | 'chair';

type Of<D = object> = { readonly partnershipId: Id } & Readonly<D>;

/** The facts of one partnership. */
export type PartnershipEvent =
  | Fact<
      'PartnershipFounded',
      Of<{
        name: string;
        model: PartnershipModel;
        place: string;
        phases: readonly Phase[];
        /** The associations that own it. */
        owners: readonly string[];
      }>
    >
  /** Asked to join, and able to sign until that day. */
  | Fact<'MemberInvited', Of<{ urn: Urn; until: Day }>>
  | Fact<'InvitationWithdrawn', Of<{ urn: Urn }>>
  | Fact<'InvitationDeclined', Of<{ urn: Urn }>>
  /** One of the two signatures of a school to a version of the charter. */
  | Fact<'CharterSigned', Of<{ urn: Urn; version: number; by: SignatoryRole; signatory: string }>>
  | Fact<'MemberAdmitted', Of<{ urn: Urn; from: Day }>>
  | Fact<'MemberWithdrawn', Of<{ urn: Urn; on: Day; reason: string }>>
  | Fact<
      'LeadAppointed',
      Of<{ personId: Id; role: LeadRole; duties: readonly string[]; replaces?: Id }>
    >
  | Fact<
      'CharterAgreed',
      Of<{
        version: number;
        purpose: string;
        place: string;
        changeModel: string;
        until: Day;
        funding: string;
        dataTerms: string;
      }>
    >
  | Fact<'PartnershipActivated', Of>
  /** Fewer than two schools are left. */
  | Fact<'PartnershipBecameDormant', Of<{ on: Day }>>;

const partnership = (d: { partnershipId: string }) => `partnership:${d.partnershipId}`;

/** Versions and identities of the facts of a partnership. */
export const partnershipEvents: Catalogue<PartnershipEvent> = {
  PartnershipFounded: { version: 1, about: (d) => [partnership(d)] },
  MemberInvited: { version: 1, about: (d) => [partnership(d), `urn:${d.urn}`] },
  InvitationWithdrawn: { version: 1, about: (d) => [partnership(d), `urn:${d.urn}`] },
  InvitationDeclined: { version: 1, about: (d) => [partnership(d), `urn:${d.urn}`] },
  CharterSigned: { version: 1, about: (d) => [partnership(d), `urn:${d.urn}`] },
  MemberAdmitted: {
    version: 1,
    about: (d) => [partnership(d), `urn:${d.urn}`],
    occurredOn: (d) => d.from,
  },
  MemberWithdrawn: {
    version: 1,
    about: (d) => [partnership(d), `urn:${d.urn}`],
    occurredOn: (d) => d.on,
  },
  LeadAppointed: {
    version: 1,
    about: (d) => [
      partnership(d),
      `person:${d.personId}`,
      d.replaces === undefined ? undefined : `person:${d.replaces}`,
    ],
  },
  CharterAgreed: { version: 1, about: (d) => [partnership(d)] },
  PartnershipActivated: { version: 1, about: (d) => [partnership(d)] },
  PartnershipBecameDormant: {
    version: 1,
    about: (d) => [partnership(d)],
    occurredOn: (d) => d.on,
  },
};
