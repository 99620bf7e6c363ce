import type { Catalogue, Day, Fact, Id, Note } from '#eventing';
import type {
  AcademicPeriod,
  AcademicYear,
  EvidenceId,
  FocusArea,
  KpiId,
  PartnershipId,
  PlanId,
  Term,
  Urn,
} from '#network';

/** A term of an academic year. */
export interface PlanTerm extends AcademicPeriod {
  readonly name: Term;
}

/** How an objective is doing. */
export type Rating = 'notStarted' | 'behind' | 'onTrack' | 'achieved';

/** What a revision changes of one objective. */
export interface ObjectiveChange {
  readonly objectiveId: Id;
  readonly text?: string;
  readonly dueTerm?: PlanTerm;
}

/** What a revision changes of a plan. */
export interface PlanChanges {
  readonly title?: string;
  readonly objectives?: readonly ObjectiveChange[];
  /** Objectives that are not pursued any more. */
  readonly dropped?: readonly Id[];
}

/** The facts of one improvement plan. */
export type PlanEvent =
  | Fact<
      'PlanDrafted',
      {
        planId: PlanId;
        /** The school, or else the partnership, whose plan it is. */
        urn?: Urn;
        partnershipId?: PartnershipId;
        title: string;
        year: AcademicYear;
      }
    >
  | Fact<
      'ObjectiveAdded',
      {
        planId: PlanId;
        objectiveId: Id;
        focusArea: FocusArea;
        kpiId: KpiId;
        dueTerm: PlanTerm;
        text: string;
      }
    >
  | Fact<'PlanApproved', { planId: PlanId; by: string }>
  | Fact<'PlanRevised', { planId: PlanId; changes: PlanChanges; reason: string }>
  | Fact<
      'ProgressRecorded',
      {
        planId: PlanId;
        objectiveId: Id;
        term: PlanTerm;
        rating: Rating;
        evidenceIds: readonly EvidenceId[];
        comment?: Note;
        on: Day;
      }
    >
  | Fact<
      'ProgressCorrected',
      {
        planId: PlanId;
        /** Which rating is put right: that of this objective and term. */
        objectiveId: Id;
        term: PlanTerm;
        rating: Rating;
        evidenceIds: readonly EvidenceId[];
        comment?: Note;
        /** The day of the rating that is put right. */
        on: Day;
        reason: string;
      }
    >
  | Fact<'PlanCompleted', { planId: PlanId }>
  | Fact<'PlanAbandoned', { planId: PlanId; reason: string }>;

/** Versions of the facts of a plan. */
export const planEvents: Catalogue<PlanEvent> = {
  PlanDrafted: 1,
  ObjectiveAdded: 1,
  PlanApproved: 1,
  PlanRevised: 1,
  ProgressRecorded: { version: 1, occurredOn: (d) => d.on },
  ProgressCorrected: { version: 1, occurredOn: (d) => d.on },
  PlanCompleted: 1,
  PlanAbandoned: 1,
};
