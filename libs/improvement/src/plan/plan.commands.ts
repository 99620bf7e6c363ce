import { command, type CommandsOf, type Note } from '#eventing';
import {
  AcademicYearField,
  IdField,
  IdsField,
  NarrativeField,
  PartField,
  PartsField,
  type Subject,
  SubjectField,
  TitleField,
  WordField,
} from '#http';
import { type FocusArea, focusAreaWords, type Term, terms } from '#network';
import type { ObjectiveChange, PlanChanges, PlanTerm, Rating } from './plan.events.js';

const example = ['0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11'];
const ratings: readonly Rating[] = ['notStarted', 'behind', 'onTrack', 'achieved'];

/** A term, as the statistics name it. */
export class TermPart implements PlanTerm {
  @AcademicYearField('The academic year')
  year!: string;

  @WordField('The term', terms)
  name!: Term;
}

/** Body of `POST /v1/plans`. */
export class DraftPlan extends command(
  'DraftPlan',
  'A school or a partnership drafts what it will improve in a year.',
)<DraftPlan> {
  @SubjectField('Whose plan it is')
  subject!: Subject;

  @TitleField('Its title', 'School improvement plan')
  title!: string;

  @AcademicYearField('The academic year it begins in')
  year!: string;
}

/** Body of `POST /v1/plans/{id}/objectives`. */
export class AddObjective extends command(
  'AddObjective',
  'What is to be achieved, and the KPI that will show it.',
)<AddObjective> {
  @WordField('What it is about', focusAreaWords)
  focusArea!: FocusArea;

  @IdField('The KPI that will show it')
  kpiId!: string;

  @PartField('The term it is due in', () => TermPart)
  dueTerm!: TermPart;

  @TitleField('The objective', 'Every pupil secure in number facts by the end of year 4', {
    max: 500,
  })
  text!: string;
}

/** Body of `POST /v1/plans/{id}/approval`. */
export class ApprovePlan extends command(
  'ApprovePlan',
  'Those the plan answers to approve it.',
)<ApprovePlan> {
  @WordField('For whom they speak besides themselves', ['governors', 'trust'], { optional: true })
  onBehalfOf?: string;
}

/** What changes of one objective. */
export class ObjectiveChangePart implements ObjectiveChange {
  @IdField('The objective')
  objectiveId!: string;

  @TitleField('Its new wording', 'Every pupil secure in number facts by the end of year 5', {
    max: 500,
    optional: true,
  })
  text?: string;

  @PartField('The term it is now due in', () => TermPart, { optional: true })
  dueTerm?: TermPart;
}

/** What changes of a plan. */
export class PlanChangesPart implements PlanChanges {
  @TitleField('The new title', 'School improvement plan, revised', { optional: true })
  title?: string;

  @PartsField('Objectives that change', () => ObjectiveChangePart, { optional: true, max: 50 })
  objectives?: readonly ObjectiveChangePart[];

  @IdsField('Objectives that are not pursued any more', example, { optional: true, max: 50 })
  dropped?: readonly string[];
}

/** Body of `POST /v1/plans/{id}/revisions`. */
export class RevisePlan extends command(
  'RevisePlan',
  'The plan changes, for a reason.',
)<RevisePlan> {
  @PartField('What changes', () => PlanChangesPart)
  changes!: PlanChangesPart;

  @TitleField('Why', 'The year 4 cohort changed at the half term')
  reason!: string;
}

/** Body of `POST /v1/plans/{id}/progress`. */
export class RecordProgress extends command(
  'RecordProgress',
  'How one objective is doing at the review of one term.',
)<RecordProgress> {
  @IdField('The objective')
  objectiveId!: string;

  @PartField('The term that is reviewed', () => TermPart)
  term!: TermPart;

  @WordField('How it is doing', ratings)
  rating!: Rating;

  @IdsField('The items of evidence it rests on', example, { max: 50 })
  evidenceIds!: readonly string[];

  @NarrativeField('What the review found.', { optional: true })
  comment?: Note;
}

/** Body of `POST /v1/plans/{id}/corrections`. */
export class CorrectProgress extends command(
  'CorrectProgress',
  'A rating was mistyped and is put right; the old one stays in the history.',
)<CorrectProgress> {
  @IdField('The objective')
  objectiveId!: string;

  @PartField('The term of the rating', () => TermPart)
  term!: TermPart;

  @WordField('What the rating should have been', ratings)
  rating!: Rating;

  @IdsField('The items of evidence it rests on', example, { max: 50 })
  evidenceIds!: readonly string[];

  @NarrativeField('What the review found; what was said before stays when absent.', {
    optional: true,
  })
  comment?: Note;

  @TitleField('Why', 'Two objectives had been confused')
  reason!: string;
}

/** Body of `POST /v1/plans/{id}/completion`. */
export class CompletePlan extends command('CompletePlan', 'The plan has run its course.') {}

/** Body of `POST /v1/plans/{id}/abandonment`. */
export class AbandonPlan extends command('AbandonPlan', 'The plan is given up.')<AbandonPlan> {
  @TitleField('Why', 'The school joined a trust with a plan of its own')
  reason!: string;
}

/** Every command of a plan. */
export type PlanCommand = CommandsOf<typeof import('./plan.commands.js')>;
