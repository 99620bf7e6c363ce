import type { Catalogue, Day, Event, Word } from '#eventing';
import type { PartnershipId, PersonId } from '../reference/identities.js';
import type { Urn } from '../reference/measures.js';
import type { PartnershipModel } from '../reference/partnership-model.js';

/** Who signs a charter for a school. */
export type SignatoryRole = 'headteacher' | 'chair';

type Of<D = object> = { readonly partnershipId: PartnershipId } & Readonly<D>;

/** The events of one partnership. */
export type PartnershipEvent =
  | Event<
      'PartnershipFounded',
      Of<{
        name: string;
        model: PartnershipModel;
        place: string;
        phases: readonly Word[];
        /** The associations that own it. */
        owners: readonly string[];
      }>
    >
  /** Asked to join, and able to sign until that day. */
  | Event<'MemberInvited', Of<{ urn: Urn; until: Day }>>
  | Event<'InvitationWithdrawn', Of<{ urn: Urn }>>
  | Event<'InvitationDeclined', Of<{ urn: Urn }>>
  /** One of the two signatures of a school to a version of the charter. */
  | Event<'CharterSigned', Of<{ urn: Urn; version: number; by: SignatoryRole; signatory: string }>>
  | Event<'MemberAdmitted', Of<{ urn: Urn; from: Day }>>
  | Event<'MemberWithdrawn', Of<{ urn: Urn; on: Day; reason: string }>>
  | Event<
      'LeadAppointed',
      Of<{
        personId: PersonId;
        /** What the lead is appointed for: the whole partnership, or the working group of its schools. */
        role: Word;
        duties: readonly string[];
        replaces?: PersonId;
      }>
    >
  | Event<
      'CharterAgreed',
      Of<{
        /** The schools that are members. */
        urns: readonly Urn[];
        version: number;
        purpose: string;
        place: string;
        changeModel: string;
        until: Day;
        funding: string;
        dataTerms: string;
      }>
    >
  | Event<'PartnershipActivated', Of<{ urns: readonly Urn[] }>>
  /** Fewer than two schools are left. */
  | Event<'PartnershipBecameDormant', Of<{ urns: readonly Urn[]; on: Day }>>;

/** Versions of the events of a partnership. */
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
