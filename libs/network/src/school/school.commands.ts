import { command, type CommandsOf } from '#eventing';
import { DayField, ListField, TitleField, UrnField } from '#http';
import type { AcademicPeriod } from '../reference/academic-year.js';
import { type OptionalDetail, optionalDetails, type StatedDetails } from './details.js';
import { withDetails } from './details.commands.js';
import type { ContextFigure, Figures } from './figures.js';

/** Body of `POST /v1/schools`: the school's URN is its id. */
export class RegisterSchool extends withDetails(
  command('RegisterSchool', 'A school of the national register is known from now on.'),
) {
  @UrnField('The school')
  urn!: string;

  @DayField('The day at which the source was true; today when left out', { optional: true })
  sourceDate?: string;
}

/** Body of `POST /v1/schools/{urn}/refresh`: a field left out is not stated, and stays as it was. */
export class RefreshSchool extends withDetails(
  command('RefreshSchool', 'The national register says something new of a school.'),
) {
  @DayField('The day at which the source was true')
  sourceDate!: string;

  @ListField(
    'The details that the school has no more',
    new RegExp(`^(${optionalDetails.join('|')})$`),
    ['trust'],
    { optional: true, max: optionalDetails.length },
  )
  none?: readonly OptionalDetail[];
}

/** Body of `POST /v1/schools/{urn}/closure`. */
export class CloseSchool extends command('CloseSchool', 'The school has closed.')<CloseSchool> {
  @DayField('Its last day', { example: '2025-08-31' })
  on!: string;

  @TitleField('Why, as the register says it', 'Academy sponsor led')
  reason!: string;
}

/**
 * What one school census says of a school: sent by the importer, so that details and figures of a row are
 * recorded together or not at all.
 */
export interface RecordCensusReturn {
  readonly type: 'RecordCensusReturn';
  readonly period: AcademicPeriod;
  /** The day of the census. */
  readonly sourceDate: string;
  readonly details: StatedDetails;
  readonly figures: Figures;
  /** Figures for which the source has no column: it says nothing of them. */
  readonly unsaid?: readonly ContextFigure[];
}

/** Every command of a school. */
export type SchoolCommand = CommandsOf<typeof import('./school.commands.js')> | RecordCensusReturn;
