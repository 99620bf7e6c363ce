import type { Catalogue, Day, Event, Id, Note, Word } from '#eventing';
import type {
  DeploymentId,
  HalfDays,
  KpiId,
  NeedId,
  Pence,
  ProviderId,
  RequestId,
  Urn,
} from '#network';
import type { Window } from '../calendar/window.js';

/** Whom a deployment brings together. */
export interface Parties {
  readonly deploymentId: DeploymentId;
  readonly requestId: RequestId;
  readonly needId: NeedId;
  /** The provider that gives the support. */
  readonly leaderId: ProviderId;
  /** The supported school. */
  readonly urn: Urn;
  /** The school that releases the leader. */
  readonly homeUrn: Urn;
  /** The KPIs that the support is to move. */
  readonly kpiIds: readonly KpiId[];
}

/** By what success will be known; named by a KPI where there is one. */
export interface SuccessCriterion {
  readonly text: string;
  readonly kpiId?: KpiId;
}

/** What a deployment came to: unused days go back to the provider. */
export interface Outturn {
  readonly halfDaysUsed: HalfDays;
  readonly halfDaysUnused: HalfDays;
  readonly costPence: Pence;
}

/** What a correction of a visit changes. */
export interface VisitChanges {
  readonly date?: Day;
  readonly halfDays?: HalfDays;
  readonly summary?: Note;
  readonly nextSteps?: Note;
}

/** Red, amber or green. */
export type Rag = 'red' | 'amber' | 'green';

type Consent = {
  deploymentId: DeploymentId;
  urn: Urn;
  /** The role of the one who agreed for the school. */
  agreedBy: string;
  agreedOn: Day;
};

/** The events of one deployment. Days are counted in half days, money in pence. */
export type DeploymentEvent =
  | Event<
      'DeploymentProposed',
      Parties & {
        focusArea: Word;
        objectives: readonly string[];
        successCriteria: readonly SuccessCriterion[];
        halfDays: HalfDays;
        dayRatePence: Pence;
        window: Window;
      }
    >
  | Event<'ConflictsChecked', { deploymentId: DeploymentId; found: readonly string[] }>
  | Event<'HomeSchoolReleased', Consent>
  | Event<'SupportedSchoolAccepted', Consent>
  | Event<
      'CommissionerApproved',
      { deploymentId: DeploymentId; commissioner: string; agreedOn: Day }
    >
  | Event<
      'DeploymentAgreed',
      Parties & {
        focusArea: Word;
        halfDays: HalfDays;
        dayRatePence: Pence;
        window: Window;
        mou: string;
      }
    >
  | Event<
      'DeploymentDeclined',
      Parties & {
        /** Whose no was given: by the role of the one who gave it. */
        by: string;
        reason: Note;
        halfDaysUnused: HalfDays;
      }
    >
  | Event<
      'SupportDeployed',
      Parties & { focusArea: Word; halfDays: HalfDays; window: Window; on: Day }
    >
  | Event<
      'VisitRecorded',
      {
        deploymentId: DeploymentId;
        urn: Urn;
        visitId: Id;
        date: Day;
        halfDays: HalfDays;
        summary: Note;
        nextSteps: Note;
        /** Recorded more than five working days after the visit. */
        late: boolean;
        /** The bank holidays of its days were not known when it was recorded: it may not be late after all. */
        assumed?: boolean;
      }
    >
  | Event<
      'VisitCorrected',
      Parties & {
        /** The visit that is put right. */
        corrects: Id;
        changes: VisitChanges;
        reason: string;
        /** All half days used, and their cost, once it is put right. */
        halfDaysUsed: HalfDays;
        costPence: Pence;
        /** Half days that go back to the provider because the deployment was over already. */
        halfDaysFreed: HalfDays;
      }
    >
  | Event<'RagRated', { deploymentId: DeploymentId; rag: Rag; rationale: Note }>
  | Event<
      'MidpointReviewed',
      { deploymentId: DeploymentId; working: Note; changes: Note; exitPlan: Note }
    >
  | Event<
      'DeploymentExtended',
      {
        deploymentId: DeploymentId;
        leaderId: ProviderId;
        halfDays: HalfDays;
        window: Window;
        /** The role of whoever said so. */
        by: string;
      }
    >
  | Event<'DeploymentPaused', { deploymentId: DeploymentId; reason: Note }>
  | Event<'DeploymentResumed', { deploymentId: DeploymentId }>
  | Event<'DeploymentCompleted', Parties & Outturn & { on: Day }>
  | Event<'ImpactJudged', Parties & { grade: number; comment: Note; bySupportedSchool: Urn }>
  | Event<'DeploymentClosed', Parties>
  | Event<'DeploymentTerminated', Parties & Outturn & { reason: Note; on: Day }>;

/** Versions of the events of a deployment. */
export const deploymentEvents: Catalogue<DeploymentEvent> = {
  DeploymentProposed: 1,
  ConflictsChecked: 1,
  HomeSchoolReleased: { version: 1, occurredOn: (d) => d.agreedOn },
  SupportedSchoolAccepted: { version: 1, occurredOn: (d) => d.agreedOn },
  CommissionerApproved: { version: 1, occurredOn: (d) => d.agreedOn },
  DeploymentAgreed: 1,
  DeploymentDeclined: 1,
  SupportDeployed: { version: 1, occurredOn: (d) => d.on },
  VisitRecorded: { version: 1, occurredOn: (d) => d.date },
  VisitCorrected: 1,
  RagRated: 1,
  MidpointReviewed: 1,
  DeploymentExtended: 1,
  DeploymentPaused: 1,
  DeploymentResumed: 1,
  DeploymentCompleted: { version: 1, occurredOn: (d) => d.on },
  ImpactJudged: 1,
  DeploymentClosed: 1,
  DeploymentTerminated: { version: 1, occurredOn: (d) => d.on },
};
