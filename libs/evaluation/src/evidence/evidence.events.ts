import type { Catalogue, Event, Note, Word } from '#eventing';
import type { DeploymentId, EvidenceId, KpiId, PartnershipId, Urn } from '#network';

/** The events of one item of evidence. */
export type EvidenceEvent =
  | Event<
      'EvidenceRegistered',
      {
        evidenceId: EvidenceId;
        /** The school, or else the partnership, that it comes from. */
        urn?: Urn;
        partnershipId?: PartnershipId;
        kind: Word;
        title: string;
        /** SHA-256 of the item itself, which is kept where it came from. */
        hash: string;
        source: string;
        kpiId?: KpiId;
        deploymentId?: DeploymentId;
        story?: Note;
        /** Who registered it. */
        author: string;
      }
    >
  | Event<'EvidenceVerified', { evidenceId: EvidenceId; by: string }>
  | Event<'EvidenceRejected', { evidenceId: EvidenceId; reason: string }>
  | Event<'EvidenceSuperseded', { evidenceId: EvidenceId; by: EvidenceId }>;

/** Versions of the events of an item of evidence. */
export const evidenceEvents: Catalogue<EvidenceEvent> = {
  EvidenceRegistered: 1,
  EvidenceVerified: 1,
  EvidenceRejected: 1,
  EvidenceSuperseded: 1,
};
