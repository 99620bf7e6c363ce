import type { Catalogue, Day, Fact } from '#eventing';
import type { PartnershipId, PersonId } from '../reference/identities.js';
import type { Urn } from '../reference/measures.js';
import type { PartnershipModel } from '../reference/partnership-model.js';
import type { Phase } from '../reference/phase.js';

/** What a lead is appointed for: the whole partnership, or the working group of its schools. */
export type LeadRole = 'partnershipLead' | 'clusterLead';

/** Who signs a charter for a school. */
export type SignatoryRole = 'headteacher' | 'chair';

type Of<D = object> = { readonly partnershipId: PartnershipId } & Readonly<D>;

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
      Of<{ personId: PersonId; role: LeadRole; duties: readonly string[]; replaces?: PersonId }>
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

/** Versions of the facts of a partnership. */
export const partnershipEvents: Catalogue<PartnershipEvent> = {
  PartnershipFounded: 1,
  MemberInvited: 1,
  InvitationWithdrawn: 1,
  InvitationDeclined: 1,
  CharterSigned: 1,
  MemberAdmitted: { version: 1, occurredOn: (d) => d.from },
  MemberWithdrawn: { version: 1, occurredOn: (d) => d.on },
  LeadAppointed: 1,
  CharterAgreed: 1,
  PartnershipActivated: 1,
  PartnershipBecameDormant: { version: 1, occurredOn: (d) => d.on },
};
