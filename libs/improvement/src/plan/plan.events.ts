import type { Catalogue, Day, Event, Id, Note, Word } from '#eventing';
import type {
  AcademicPeriod,
  AcademicYear,
  EvidenceId,
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

/** The events of one improvement plan. */
export type PlanEvent =
  | Event<
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
  | Event<
      'ObjectiveAdded',
      {
        planId: PlanId;
        objectiveId: Id;
        focusArea: Word;
        kpiId: KpiId;
        dueTerm: PlanTerm;
        text: string;
      }
    >
  | Event<'PlanApproved', { planId: PlanId; by: string }>
  | Event<'PlanRevised', { planId: PlanId; changes: PlanChanges; reason: string }>
  | Event<
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
  | Event<
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
  | Event<'PlanCompleted', { planId: PlanId }>
  | Event<'PlanAbandoned', { planId: PlanId; reason: string }>;

/** Versions of the events of a plan. */
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
