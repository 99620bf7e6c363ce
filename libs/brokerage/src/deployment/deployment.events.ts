import type { Catalogue, Day, Fact, Id, Note } from '#eventing';
import type { FocusArea, HalfDays, Pence, Urn } from '#network';
import type { Window } from '../calendar/window.js';

/** Whom a deployment brings together. */
export interface Parties {
  readonly deploymentId: Id;
  readonly requestId: Id;
  readonly needId: Id;
  /** The provider that gives the support. */
  readonly leaderId: Id;
  /** The supported school. */
  readonly urn: Urn;
  /** The school that releases the leader. */
  readonly homeUrn: Urn;
  /** The KPIs that the support is to move. */
  readonly kpiIds: readonly Id[];
}

/** By what success will be known; named by a KPI where there is one. */
export interface SuccessCriterion {
  readonly text: string;
  readonly kpiId?: Id;
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

type Consent = { deploymentId: Id; urn: Urn; agreedBy: string; agreedOn: Day };

/** The facts of one deployment. Days are counted in half days, money in pence. */
export type DeploymentEvent =
  | Fact<
      'DeploymentProposed',
      Parties & {
        focusArea: FocusArea;
        objectives: readonly string[];
        successCriteria: readonly SuccessCriterion[];
        halfDays: HalfDays;
        dayRatePence: Pence;
        window: Window;
      }
    >
  | Fact<'ConflictsChecked', { deploymentId: Id; found: readonly string[] }>
  | Fact<'HomeSchoolReleased', Consent>
  | Fact<'SupportedSchoolAccepted', Consent>
  | Fact<'CommissionerApproved', { deploymentId: Id; commissioner: string; agreedOn: Day }>
  | Fact<
      'DeploymentAgreed',
      Parties & {
        focusArea: FocusArea;
        halfDays: HalfDays;
        dayRatePence: Pence;
        window: Window;
        mou: string;
      }
    >
  | Fact<'DeploymentDeclined', Parties & { by: string; reason: Note; halfDaysUnused: HalfDays }>
  | Fact<
      'SupportDeployed',
      Parties & { focusArea: FocusArea; halfDays: HalfDays; window: Window; on: Day }
    >
  | Fact<
      'VisitRecorded',
      {
        deploymentId: Id;
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
  | Fact<
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
  | Fact<'RagRated', { deploymentId: Id; rag: Rag; rationale: Note }>
  | Fact<'MidpointReviewed', { deploymentId: Id; working: Note; changes: Note; exitPlan: Note }>
  | Fact<
      'DeploymentExtended',
      { deploymentId: Id; leaderId: Id; halfDays: HalfDays; window: Window; by: string }
    >
  | Fact<'DeploymentPaused', { deploymentId: Id; reason: Note }>
  | Fact<'DeploymentResumed', { deploymentId: Id }>
  | Fact<'DeploymentCompleted', Parties & Outturn & { on: Day }>
  | Fact<'ImpactJudged', Parties & { grade: number; comment: Note; bySupportedSchool: Urn }>
  | Fact<'DeploymentClosed', Parties>
  | Fact<'DeploymentTerminated', Parties & Outturn & { reason: Note; on: Day }>;

const deployment = (d: { deploymentId: string }) => `deployment:${d.deploymentId}`;
const note = (it: Note | undefined) => it && `note:${it.note}`;
const parties = (d: Parties) => [
  deployment(d),
  `urn:${d.urn}`,
  `urn:${d.homeUrn}`,
  `request:${d.requestId}`,
  `need:${d.needId}`,
  `provider:${d.leaderId}`,
  ...d.kpiIds.map((it) => `kpi:${it}`),
];
const consent = {
  version: 1,
  about: (d: Consent) => [deployment(d), `urn:${d.urn}`],
  occurredOn: (d: Consent) => d.agreedOn,
};

/** Versions and identities of the facts of a deployment. */
export const deploymentEvents: Catalogue<DeploymentEvent> = {
  DeploymentProposed: { version: 1, about: parties },
  ConflictsChecked: { version: 1, about: (d) => [deployment(d)] },
  HomeSchoolReleased: consent,
  SupportedSchoolAccepted: consent,
  CommissionerApproved: {
    version: 1,
    about: (d) => [deployment(d)],
    occurredOn: (d) => d.agreedOn,
  },
  DeploymentAgreed: { version: 1, about: parties },
  DeploymentDeclined: { version: 1, about: (d) => [...parties(d), note(d.reason)] },
  SupportDeployed: { version: 1, about: parties, occurredOn: (d) => d.on },
  VisitRecorded: {
    version: 1,
    about: (d) => [deployment(d), `urn:${d.urn}`, note(d.summary), note(d.nextSteps)],
    occurredOn: (d) => d.date,
  },
  VisitCorrected: {
    version: 1,
    about: (d) => [...parties(d), note(d.changes.summary), note(d.changes.nextSteps)],
  },
  RagRated: { version: 1, about: (d) => [deployment(d), note(d.rationale)] },
  MidpointReviewed: {
    version: 1,
    about: (d) => [deployment(d), note(d.working), note(d.changes), note(d.exitPlan)],
  },
  DeploymentExtended: { version: 1, about: (d) => [deployment(d), `provider:${d.leaderId}`] },
  DeploymentPaused: { version: 1, about: (d) => [deployment(d), note(d.reason)] },
  DeploymentResumed: { version: 1, about: (d) => [deployment(d)] },
  DeploymentCompleted: { version: 1, about: parties, occurredOn: (d) => d.on },
  ImpactJudged: { version: 1, about: (d) => [...parties(d), note(d.comment)] },
  DeploymentClosed: { version: 1, about: parties },
  DeploymentTerminated: {
    version: 1,
    about: (d) => [...parties(d), note(d.reason)],
    occurredOn: (d) => d.on,
  },
};
