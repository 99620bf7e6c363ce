import { command, type CommandsOf, type Note } from '#eventing';
import {
  CountField,
  DayField,
  FlagField,
  IdField,
  IdsField,
  NarrativeField,
  PartField,
  PartsField,
  PenceField,
  TitleField,
  UrnField,
  WordField,
} from '#http';
import { Period } from '../kpi/kpi.commands.js';
import type { Level } from '../kpi/kpi.events.js';
import type { Alternative, Claim, Design } from './evaluation.events.js';
import type { Strength } from './evaluation.events.js';

const example = ['0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11'];

/** Body of `POST /v1/evaluations`: also for one that was called for, and again until it is locked. */
export class DesignEvaluation extends command(
  'DesignEvaluation',
  'How the impact of a deployment will be looked for. There is one evaluation of each deployment.',
)<DesignEvaluation> {
  @IdField('The deployment')
  deploymentId!: string;

  @IdsField('The KPIs, of those the deployment names', example, { min: 1, max: 20 })
  kpiIds!: readonly string[];

  @WordField('The design: each has a ceiling of strength', [
    'theoryOnly',
    'beforeAfter',
    'comparison',
    'interruptedSeries',
    'trial',
  ])
  design!: Design;

  @WordField('The level at which impact is claimed', ['pupils', 'people', 'schools', 'partnership'])
  level!: Level;

  @TitleField('With whom or what it is compared', 'Five nearest schools on baseline and trend', {
    optional: true,
  })
  comparator?: string;

  @NarrativeField('The theory: why this support should make this difference.')
  theory!: Note;
}

/** Body of `POST /v1/evaluations/{id}/lock`. */
export class LockEvaluation extends command('LockEvaluation', 'The design is fixed.') {}

/** Body of `POST /v1/evaluations/{id}/evidence`. */
export class AttachEvidence extends command('AttachEvidence', 'A verified item is counted in.') {
  @IdField('The item of evidence')
  evidenceId!: string;
}

/** Body of `POST /v1/evaluations/{id}/effects`. */
export class AnalyseEffect extends command(
  'AnalyseEffect',
  'The effect on one KPI is computed from its events; it is never typed.',
)<AnalyseEffect> {
  @IdField('The KPI')
  kpiId!: string;

  @PartField(
    'The period of the result to compare with the baseline; the latest when absent',
    () => Period,
    {
      optional: true,
    },
  )
  period?: Period;
}

/** One other explanation of the change. */
export class AlternativePart implements Alternative {
  @WordField('What else could explain the change', [
    'staffChange',
    'otherSupport',
    'cohort',
    'policy',
    'measurement',
    'regression',
    'other',
  ])
  kind!: string;

  @WordField('How much of the change it explains: none, some or most', [
    'ruledOut',
    'partial',
    'main',
  ])
  verdict!: Alternative['verdict'];
}

/** Body of `POST /v1/evaluations/{id}/contribution`. */
export class StateContribution extends command(
  'StateContribution',
  'How far the support contributed, beside what else could explain the change.',
)<StateContribution> {
  @WordField('The claim', ['asserted', 'plausible', 'evidenced', 'challenged', 'rejected'])
  claim!: Claim;

  @PartsField('The other explanations that were considered; at least one', () => AlternativePart, {
    max: 20,
  })
  alternatives!: readonly AlternativePart[];

  @NarrativeField('How they were considered, and what the claim rests on.')
  reasoning!: Note;
}

/** Body of `POST /v1/evaluations/{id}/strength`. */
export class RateStrength extends command('RateStrength', 'How strong the evidence is, 1 to 5.') {
  @CountField(
    '1 theory, 2 before/after, 3 comparator, 4 independent and replicated, 5 at scale',
    1,
    5,
    {
      example: 2,
    },
  )
  level!: Strength;

  @IdsField('Final evaluations that replicate it, for 4 and 5', example, {
    optional: true,
    max: 20,
  })
  replicationIds?: readonly string[];
}

/** Body of `POST /v1/evaluations/{id}/moderation`. */
export class ModerateEvaluation extends command(
  'ModerateEvaluation',
  'Somebody who took no part in it agrees with claim and rating, or sends them back.',
)<ModerateEvaluation> {
  @FlagField('Whether they agree')
  agreed!: boolean;

  @NarrativeField('Why.')
  comment!: Note;
}

/** Body of `POST /v1/evaluations/{id}/finalisation`. */
export class FinaliseEvaluation extends command(
  'FinaliseEvaluation',
  'Impact is evidenced: the moderated judgement goes to the board.',
) {}

/** Body of `POST /v1/evaluations/{id}/reopening`. */
export class ReopenEvaluation extends command(
  'ReopenEvaluation',
  'A final evaluation is opened again; its figures are analysed anew.',
)<ReopenEvaluation> {
  @TitleField('Why', 'The results were corrected by the publisher')
  reason!: string;
}

/** Sent when a deployment is completed. */
export class CallForEvaluation extends command(
  'CallForEvaluation',
  'A deployment is completed: its impact is to be evaluated by the end of the next term.',
)<CallForEvaluation> {
  @IdField('The deployment')
  deploymentId!: string;

  @UrnField('The supported school')
  urn!: string;

  @IdsField('The KPIs it names', example)
  kpiIds!: readonly string[];

  @DayField('The day it was completed')
  completedOn!: string;

  @PenceField('What it cost')
  costPence!: number;
}

/** Every command of an evaluation. */
export type ImpactEvaluationCommand = CommandsOf<typeof import('./evaluation.commands.js')>;
