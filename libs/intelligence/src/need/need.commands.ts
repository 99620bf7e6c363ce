import { command, type CommandsOf, type Note, type To } from '#eventing';
import {
  CountField,
  DayField,
  IdField,
  ListField,
  NarrativeField,
  TitleField,
  UrnField,
  WordField,
} from '#http';
import { type FocusArea, focusAreaWords } from '#network';
import type { Severity } from './need.events.js';

const evidence = ['ks2-maths-2024', 'visit:2025-09-12'];

/** Body of `POST /v1/needs`. */
export class IdentifyNeed extends command(
  'IdentifyNeed',
  'Somebody notices a gap at a school.',
)<IdentifyNeed> {
  @UrnField('The school')
  urn!: string;

  @WordField('What it is about', focusAreaWords)
  focusArea!: FocusArea;

  @CountField('How pressing: 1 watch, 2 concern, 3 serious, 4 critical', 1, 4)
  severity!: Severity;

  @WordField('Who or what noticed it', [
    'data',
    'visit',
    'peer-review',
    'inspection',
    'school',
    'partner',
  ])
  source!: string;

  @ListField('References to the evidence', /\S/, evidence, { max: 50 })
  evidenceRefs!: readonly string[];

  @NarrativeField('What was seen.', { optional: true })
  story?: Note;
}

/** Body of `POST /v1/needs/{id}/validation`. */
export class ValidateNeed extends command(
  'ValidateNeed',
  'The school agrees that the need is real.',
)<ValidateNeed> {
  @DayField('When they agreed')
  agreedOn!: string;

  @WordField('For whom they speak besides themselves', ['headteacher', 'chair', 'governors'], {
    optional: true,
  })
  onBehalfOf?: string;
}

/** Body of `POST /v1/needs/{id}/priority`. */
export class ReprioritiseNeed extends command(
  'ReprioritiseNeed',
  'The severity of the need changes.',
)<ReprioritiseNeed> {
  @CountField('How pressing: 1 watch, 2 concern, 3 serious, 4 critical', 1, 4)
  severity!: Severity;

  @TitleField('Why it changes', 'Autumn data confirm the trend')
  reason!: string;
}

/** Body of `POST /v1/needs/{id}/take-up`: sent on behalf of a support request when it is raised. */
export class TakeUpNeed extends command(
  'TakeUpNeed',
  'A support request takes the need up.',
)<TakeUpNeed> {
  @IdField('The request')
  requestId!: string;

  @DayField('Until when it waits for the request, 56 days at most; 28 unless it says', {
    optional: true,
  })
  until?: string;
}

/** Body of `POST /v1/needs/{id}/release`. */
export class ReleaseNeed extends command(
  'ReleaseNeed',
  'The request that took the need up lets it go.',
)<ReleaseNeed> {
  @IdField('The request')
  requestId!: string;

  @TitleField('Why', 'The request was withdrawn')
  reason!: string;
}

/** Body of `POST /v1/needs/{id}/withdrawal`. */
export class WithdrawNeed extends command(
  'WithdrawNeed',
  'The need turns out not to be one.',
)<WithdrawNeed> {
  @TitleField('Why', 'Resolved by the school itself')
  reason!: string;
}

/** Body of `POST /v1/needs/{id}/met`. */
export class MarkNeedMet extends command(
  'MarkNeedMet',
  'A final evaluation shows the need to be met.',
)<MarkNeedMet> {
  @IdField('The final evaluation')
  evaluationId!: string;
}

/** Every command of a need. */
export type NeedCommand = CommandsOf<typeof import('./need.commands.js')>;

/** What a process may send to a need. */
export type ToNeed = To<'intelligence.need', NeedCommand>;
