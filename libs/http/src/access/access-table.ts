import type { Role } from './role.js';

/**
 * Who may do what: the roles that are granted each command and each query. What is not listed is granted to
 * nobody. A grant is scoped besides: it reaches only the caller's own partnerships and schools.
 */
export const accessTable: Readonly<Record<string, readonly Role[]>> = {
  // network: the register is kept by machines, a partnership by its own people, and a school joins by its own word
  RegisterSchool: ['operator', 'service'],
  RefreshSchool: ['operator', 'service'],
  CloseSchool: ['operator', 'service'],
  FoundPartnership: ['operator'],
  InviteMember: ['board', 'broker'],
  WithdrawInvitation: ['board', 'broker'],
  DeclineInvitation: ['headteacher', 'chair'],
  SignCharter: ['headteacher', 'chair'],
  WithdrawMember: ['board', 'headteacher', 'chair'],
  AppointLead: ['board'],
  AgreeCharter: ['board'],
  ActivatePartnership: ['board'],

  // intelligence: anybody who knows the school may notice, the school itself agrees; requests take needs up
  IdentifyNeed: ['broker', 'headteacher', 'chair', 'reviewer', 'evaluator'],
  ValidateNeed: ['headteacher', 'chair'],
  ReprioritiseNeed: ['broker', 'headteacher'],
  TakeUpNeed: ['service'],
  ReleaseNeed: ['service'],
  WithdrawNeed: ['broker', 'headteacher'],
  MarkNeedMet: ['broker', 'evaluator'],

  // brokerage: the supply; deployments hold its days and give them back
  RegisterProvider: ['broker'],
  AccreditProvider: ['broker'],
  LapseAccreditation: ['broker', 'service'],
  DeclareCapacity: ['broker', 'headteacher'],
  ReserveDays: ['service'],
  ReleaseDays: ['service'],
  PublishAvailability: ['broker', 'headteacher'],
  DeclareInterest: ['broker', 'headteacher'],
  SetLimits: ['broker', 'headteacher'],
  SuspendProvider: ['board', 'broker'],
  ReinstateProvider: ['board', 'broker'],

  // brokerage: the asking; who pays approves the money, and the deployment answers, reopens and closes
  ReferNeed: ['service'],
  AcknowledgeReferral: ['broker'],
  RaiseRequest: ['broker', 'headteacher', 'chair'],
  TriageRequest: ['broker'],
  FundRequest: ['board'],
  MatchRequest: ['service'],
  ReopenRequest: ['service'],
  WithdrawRequest: ['broker', 'headteacher', 'chair'],
  DeclineRequest: ['board', 'broker'],
  CloseRequest: ['service'],

  // brokerage: the giving; each consent belongs to the one who gives it
  ProposeDeployment: ['broker'],
  CheckConflicts: ['broker'],
  ReleaseHomeSchool: ['headteacher', 'chair'],
  AcceptSupport: ['headteacher', 'chair'],
  CommissionDeployment: ['board'],
  DeclineDeployment: ['board', 'broker', 'headteacher', 'chair'],
  AgreeDeployment: ['broker'],
  StartDeployment: ['broker'],
  RecordVisit: ['broker', 'headteacher'],
  CorrectVisit: ['broker', 'headteacher'],
  RateRag: ['broker'],
  ReviewMidpoint: ['broker', 'headteacher'],
  ExtendDeployment: ['board', 'broker'],
  PauseDeployment: ['broker', 'headteacher'],
  ResumeDeployment: ['broker', 'headteacher'],
  CompleteDeployment: ['broker'],
  JudgeImpact: ['headteacher'],
  TerminateDeployment: ['board', 'broker'],
  CloseDeployment: ['broker'],

  // improvement: the school writes, those it answers to approve
  DraftPlan: ['board', 'broker', 'headteacher'],
  AddObjective: ['board', 'broker', 'headteacher'],
  ApprovePlan: ['board', 'chair'],
  RevisePlan: ['board', 'broker', 'headteacher'],
  RecordProgress: ['board', 'broker', 'headteacher'],
  CorrectProgress: ['board', 'broker', 'headteacher'],
  CompletePlan: ['board', 'headteacher', 'chair'],
  AbandonPlan: ['board', 'headteacher', 'chair'],

  // evaluation: what is measured, what supports it, what it comes to
  CommitKpi: ['board', 'broker', 'headteacher', 'evaluator'],
  SetBaseline: ['broker', 'headteacher', 'evaluator'],
  SetTarget: ['board', 'broker', 'headteacher', 'evaluator'],
  LockKpiPlan: ['board', 'broker', 'evaluator'],
  MeasureKpi: ['broker', 'analyst', 'headteacher', 'evaluator', 'service'],
  CorrectMeasurement: ['broker', 'analyst', 'headteacher', 'evaluator'],
  RebaselineKpi: ['broker', 'evaluator'],
  DemandBaseline: ['service'],
  RegisterEvidence: ['broker', 'headteacher', 'chair', 'reviewer', 'evaluator'],
  VerifyEvidence: ['analyst', 'reviewer', 'evaluator'],
  RejectEvidence: ['analyst', 'reviewer', 'evaluator'],
  SupersedeEvidence: ['broker', 'headteacher', 'evaluator'],
  CallForEvaluation: ['service'],
  DesignEvaluation: ['evaluator'],
  LockEvaluation: ['evaluator'],
  AttachEvidence: ['evaluator'],
  AnalyseEffect: ['analyst', 'evaluator'],
  StateContribution: ['evaluator'],
  RateStrength: ['evaluator'],
  ModerateEvaluation: ['reviewer', 'evaluator'],
  FinaliseEvaluation: ['evaluator'],
  ReopenEvaluation: ['board', 'evaluator'],

  // the register: names, contacts and narratives; what a person may ask for is the operator's to carry out
  RegisterPerson: ['broker', 'operator'],
  CorrectPerson: ['broker', 'operator'],
  RequestErasure: ['operator'],
  RefuseErasure: ['operator'],
  RedactNote: ['operator'],
  SubjectAccess: ['operator'],
  ErasureOutlook: ['operator'],
  People: ['broker', 'operator'],
  Notes: ['board', 'broker', 'headteacher', 'chair', 'reviewer', 'evaluator'],

  // looking after the house
  RetryParkedFacts: ['operator'],
  DiscardParkedFact: ['operator'],
  RequestRebuild: ['operator'],
  CancelRebuild: ['operator'],
  Projections: ['operator'],

  // what can be read: whoever may change a subject may read it
  SchoolDirectory: [
    ...(['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer'] as const),
    ...(['evaluator', 'operator', 'service'] as const),
  ],
  PartnershipDirectory: [
    ...(['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer'] as const),
    ...(['evaluator', 'operator', 'service'] as const),
  ],
  OpenNeeds: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer', 'evaluator'],
  BrokerInbox: ['broker'],
  ProviderDirectory: ['board', 'broker', 'analyst', 'headteacher'],
  RequestPipeline: ['board', 'broker', 'analyst', 'headteacher', 'chair'],
  DeploymentTracker: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'evaluator'],
  PlanProgress: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer', 'evaluator'],
  ImpactBoard: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer', 'evaluator'],

  // the log itself, whatever its facts are of: for those whose work is the record
  Events: ['analyst', 'operator', 'service'],
};

/** The roles that are granted a command or query; none when it is not listed. */
export const rolesOf = (name: string): readonly Role[] =>
  Object.hasOwn(accessTable, name) ? (accessTable[name] ?? []) : [];
