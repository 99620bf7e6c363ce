import { command, type CommandsOf, type Note } from '#eventing';
import { CountField, DayField, IdField, NarrativeField, TitleField, WordField } from '#http';
import type { Rag } from './deployment.events.js';

/** Body of `POST /v1/deployments/{id}/start`. */
export class StartDeployment extends command(
  'StartDeployment',
  'The support begins.',
)<StartDeployment> {
  @DayField('The first day of it')
  on!: string;
}

/** Body of `POST /v1/deployments/{id}/visits`. */
export class RecordVisit extends command('RecordVisit', 'A visit took place.')<RecordVisit> {
  @DayField('When')
  date!: string;

  @CountField('Half days', 1, 2)
  halfDays!: number;

  @NarrativeField('What was done and seen.')
  summary!: Note;

  @NarrativeField('What follows from it.')
  nextSteps!: Note;
}

/** Body of `POST /v1/deployments/{id}/visit-corrections`. */
export class CorrectVisit extends command(
  'CorrectVisit',
  'A visit was recorded wrongly; what was recorded first stays visible in history.',
)<CorrectVisit> {
  @IdField('The visit')
  visitId!: string;

  @DayField('When it took place', { optional: true })
  date?: string;

  @CountField('Half days', 0, 2, { optional: true, example: 1 })
  halfDays?: number;

  @NarrativeField('What was done and seen.', { optional: true })
  summary?: Note;

  @NarrativeField('What follows from it.', { optional: true })
  nextSteps?: Note;

  @TitleField('Why it is put right', 'The date was mistyped')
  reason!: string;
}

/** Body of `POST /v1/deployments/{id}/ratings`. */
export class RateRag extends command(
  'RateRag',
  'How the support is going, and why we think so.',
)<RateRag> {
  @WordField('Red, amber or green', ['red', 'amber', 'green'])
  rag!: Rag;

  @NarrativeField('Why.')
  rationale!: Note;
}

/** Body of `POST /v1/deployments/{id}/midpoint`. */
export class ReviewMidpoint extends command(
  'ReviewMidpoint',
  'Half way, those involved look at what works and how the support will end.',
)<ReviewMidpoint> {
  @NarrativeField('What is working.')
  working!: Note;

  @NarrativeField('What will change.')
  changes!: Note;

  @NarrativeField('How the school goes on alone.')
  exitPlan!: Note;
}

/** Body of `POST /v1/deployments/{id}/extension`. */
export class ExtendDeployment extends command(
  'ExtendDeployment',
  'More days, or more time; further days are held for it.',
)<ExtendDeployment> {
  @CountField('Further half days', 0, 400, { example: 2 })
  halfDays!: number;

  @DayField('The new last day', { optional: true, example: '2026-05-22' })
  to?: string;

  @WordField(
    'Who agreed to it besides whoever says so',
    ['commissioner', 'supportedSchool', 'partnership'],
    { optional: true },
  )
  onBehalfOf?: string;
}

/** Body of `POST /v1/deployments/{id}/pause`. */
export class PauseDeployment extends command(
  'PauseDeployment',
  'The support rests.',
)<PauseDeployment> {
  @NarrativeField('Why.')
  reason!: Note;
}

/** Body of `POST /v1/deployments/{id}/resumption`. */
export class ResumeDeployment extends command('ResumeDeployment', 'The support goes on.') {}

/** Body of `POST /v1/deployments/{id}/completion`. */
export class CompleteDeployment extends command(
  'CompleteDeployment',
  'The support has been given; unused days are given back.',
)<CompleteDeployment> {
  @DayField('The last day of it', { example: '2026-03-20' })
  on!: string;
}

/** Body of `POST /v1/deployments/{id}/judgement`. */
export class JudgeImpact extends command(
  'JudgeImpact',
  'The supported school judges what the support did.',
)<JudgeImpact> {
  @CountField('1 no difference, 2 some, 3 good, 4 very good', 1, 4, { example: 3 })
  grade!: number;

  @NarrativeField('What it did.')
  comment!: Note;
}

/** Body of `POST /v1/deployments/{id}/closure`. */
export class CloseDeployment extends command(
  'CloseDeployment',
  'The books are closed, once the supported school has judged.',
) {}

/** Body of `POST /v1/deployments/{id}/termination`. */
export class TerminateDeployment extends command(
  'TerminateDeployment',
  'The support ends before its time; unused days are given back.',
)<TerminateDeployment> {
  @NarrativeField('Why.')
  reason!: Note;

  @DayField('The last day of it')
  on!: string;
}

/** The commands from the first day on. */
export type DeliveryCommand = CommandsOf<typeof import('./delivery.commands.js')>;
