import type { Catalogue, Day, Fact } from '#eventing';
import type { PartnershipId, PersonId } from '../reference/identities.js';
import type { Urn } from '../reference/measures.js';
import type { PartnershipModel } from '../reference/partnership-model.js';
import type { Phase } from '../reference/phase.js';

/** What a lead is appointed for: the whole partnership, or the working group of its schools. */
export type LeadRole = 'partnershipLead' | 'clusterLead';

/** A school's signature to a charter: the days on which its head and its chair of governors signed. */
export interface Signatory {
  readonly urn: Urn;
  readonly head?: Day;
  readonly chair?: Day;
}

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
        signatories: readonly Signatory[];
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
  MemberAdmitted: { version: 1, occurredOn: (d) => d.from },
  MemberWithdrawn: { version: 1, occurredOn: (d) => d.on },
  LeadAppointed: 1,
  CharterAgreed: 1,
  PartnershipActivated: 1,
  PartnershipBecameDormant: { version: 1, occurredOn: (d) => d.on },
};
