import type { Catalogue, Fact, Note } from '#eventing';
import type { DeploymentId, EvidenceId, KpiId, PartnershipId, Urn } from '#network';

/** What an item of evidence is. */
export type EvidenceKind =
  'document' | 'data' | 'observation' | 'survey' | 'interview' | 'workSample' | 'learnerStory';

/** The facts of one item of evidence. */
export type EvidenceEvent =
  | Fact<
      'EvidenceRegistered',
      {
        evidenceId: EvidenceId;
        /** The school, or else the partnership, that it comes from. */
        urn?: Urn;
        partnershipId?: PartnershipId;
        kind: EvidenceKind;
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
  | Fact<'EvidenceVerified', { evidenceId: EvidenceId; by: string }>
  | Fact<'EvidenceRejected', { evidenceId: EvidenceId; reason: string }>
  | Fact<'EvidenceSuperseded', { evidenceId: EvidenceId; by: EvidenceId }>;

/** Versions of the facts of an item of evidence. */
export const evidenceEvents: Catalogue<EvidenceEvent> = {
  EvidenceRegistered: 1,
  EvidenceVerified: 1,
  EvidenceRejected: 1,
  EvidenceSuperseded: 1,
};
