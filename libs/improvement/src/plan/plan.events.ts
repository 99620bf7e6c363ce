import type { Catalogue, Day, Fact, Id, Note } from '#eventing';
import type { AcademicPeriod, AcademicYear, FocusArea, Term, Urn } from '#network';

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
        planId: Id;
        /** The school, or else the partnership, whose plan it is. */
        urn?: Urn;
        partnershipId?: Id;
        title: string;
        year: AcademicYear;
      }
    >
  | Fact<
      'ObjectiveAdded',
      {
        planId: Id;
        objectiveId: Id;
        focusArea: FocusArea;
        kpiId: Id;
        dueTerm: PlanTerm;
        text: string;
      }
    >
  | Fact<'PlanApproved', { planId: Id; by: string }>
  | Fact<'PlanRevised', { planId: Id; changes: PlanChanges; reason: string }>
  | Fact<
      'ProgressRecorded',
      {
        planId: Id;
        objectiveId: Id;
        term: PlanTerm;
        rating: Rating;
        evidenceIds: readonly Id[];
        comment?: Note;
        on: Day;
      }
    >
  | Fact<
      'ProgressCorrected',
      {
        planId: Id;
        /** Which rating is put right: that of this objective and term. */
        objectiveId: Id;
        term: PlanTerm;
        rating: Rating;
        evidenceIds: readonly Id[];
        comment?: Note;
        /** The day of the rating that is put right. */
        on: Day;
        reason: string;
      }
    >
  | Fact<'PlanCompleted', { planId: Id }>
  | Fact<'PlanAbandoned', { planId: Id; reason: string }>;

const plan = (d: { planId: string }) => `plan:${d.planId}`;
const rating = {
  version: 1,
  about: (d: { planId: string; evidenceIds: readonly string[]; comment?: Note }) => [
    plan(d),
    ...d.evidenceIds.map((id) => `evidence:${id}`),
    d.comment && `note:${d.comment.note}`,
  ],
  occurredOn: (d: { on: string }) => d.on,
};

/** Versions and identities of the facts of a plan. */
export const planEvents: Catalogue<PlanEvent> = {
  PlanDrafted: {
    version: 1,
    about: (d) => [
      plan(d),
      d.urn && `urn:${d.urn}`,
      d.partnershipId && `partnership:${d.partnershipId}`,
    ],
  },
  ObjectiveAdded: { version: 1, about: (d) => [plan(d), `kpi:${d.kpiId}`] },
  PlanApproved: { version: 1, about: (d) => [plan(d)] },
  PlanRevised: { version: 1, about: (d) => [plan(d)] },
  ProgressRecorded: rating,
  ProgressCorrected: rating,
  PlanCompleted: { version: 1, about: (d) => [plan(d)] },
  PlanAbandoned: { version: 1, about: (d) => [plan(d)] },
};
