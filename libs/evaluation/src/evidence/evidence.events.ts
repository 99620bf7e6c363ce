import type { Catalogue, Fact, Id, Note } from '#eventing';
import type { Urn } from '#network';

/** What an item of evidence is. */
export type EvidenceKind =
  'document' | 'data' | 'observation' | 'survey' | 'interview' | 'workSample' | 'learnerStory';

/** The facts of one item of evidence. */
export type EvidenceEvent =
  | Fact<
      'EvidenceRegistered',
      {
        evidenceId: Id;
        /** The school, or else the partnership, that it comes from. */
        urn?: Urn;
        partnershipId?: Id;
        kind: EvidenceKind;
        title: string;
        /** SHA-256 of the item itself, which is kept where it came from. */
        hash: string;
        source: string;
        kpiId?: Id;
        deploymentId?: Id;
        story?: Note;
        /** Who registered it. */
        author: string;
      }
    >
  | Fact<'EvidenceVerified', { evidenceId: Id; by: string }>
  | Fact<'EvidenceRejected', { evidenceId: Id; reason: string }>
  | Fact<'EvidenceSuperseded', { evidenceId: Id; by: Id }>;

const evidence = (d: { evidenceId: string }) => `evidence:${d.evidenceId}`;

/** Versions and identities of the facts of an item of evidence. */
export const evidenceEvents: Catalogue<EvidenceEvent> = {
  EvidenceRegistered: {
    version: 1,
    about: (d) => [
      evidence(d),
      d.urn && `urn:${d.urn}`,
      d.partnershipId && `partnership:${d.partnershipId}`,
      d.kpiId && `kpi:${d.kpiId}`,
      d.deploymentId && `deployment:${d.deploymentId}`,
      d.story && `note:${d.story.note}`,
    ],
  },
  EvidenceVerified: { version: 1, about: (d) => [evidence(d)] },
  EvidenceRejected: { version: 1, about: (d) => [evidence(d)] },
  EvidenceSuperseded: { version: 1, about: (d) => [evidence(d), `evidence:${d.by}`] },
};
