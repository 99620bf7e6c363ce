import { command, type CommandsOf, type To } from '#eventing';
import {
  AcademicYearField,
  CountField,
  DayField,
  IdField,
  PartField,
  type Subject,
  SubjectField,
  TitleField,
  UrnField,
  ValueField,
  WordField,
} from '#http';
import { type AcademicPeriod, type FocusArea, focusAreaWords, terms } from '#network';
import type { Direction } from '../figures/statistics.js';
import type { Level } from './kpi.events.js';

/** An academic period, as the statistics name it. */
export class Period implements AcademicPeriod {
  @AcademicYearField('The academic year')
  year!: string;

  @WordField('The whole year, or one term of it', ['Academic year', ...terms])
  name!: AcademicPeriod['name'];
}

/** A target beside a new baseline. */
export class NewTarget {
  @ValueField('The value to reach', { example: 68 })
  value!: number;

  @DayField('By which day', { example: '2026-07-31' })
  by!: string;
}

const N = 'How many (pupils, people, schools) it is of';

/** Body of `POST /v1/kpis`. */
export class CommitKpi extends command(
  'CommitKpi',
  'A school or a partnership commits to a measure by which it will be judged.',
)<CommitKpi> {
  @SubjectField('Whose KPI it is')
  subject!: Subject;

  @WordField('Where impact is looked for', ['pupils', 'people', 'schools', 'partnership'])
  level!: Level;

  @TitleField('The indicator: its code or title', 'KS2 maths: expected standard')
  indicator!: string;

  @TitleField('The unit', '% of pupils', { max: 40 })
  unit!: string;

  @WordField('Which way it ought to move', ['up', 'down'])
  direction!: Direction;

  @WordField('What it is about', focusAreaWords, { optional: true })
  focusArea?: FocusArea;
}

/** Body of `POST /v1/kpis/{id}/baseline`. */
export class SetBaseline extends command(
  'SetBaseline',
  'Where the measure stood before support.',
)<SetBaseline> {
  @PartField('The period it is of', () => Period)
  period!: Period;

  @ValueField('The value', { example: 58.1 })
  value!: number;

  @CountField(N, 1, 10_000_000, { example: 62 })
  n!: number;
}

/** Body of `POST /v1/kpis/{id}/target`. */
export class SetTarget extends command(
  'SetTarget',
  'Where the measure is to be, and by when.',
)<SetTarget> {
  @ValueField('The value to reach', { example: 65 })
  value!: number;

  @DayField('By which day', { example: '2026-07-31' })
  by!: string;
}

/** Body of `POST /v1/kpis/{id}/lock`. */
export class LockKpiPlan extends command(
  'LockKpiPlan',
  'Baseline and target are fixed, before any result is known.',
) {}

/** Body of `POST /v1/kpis/{id}/measurements`. */
export class MeasureKpi extends command(
  'MeasureKpi',
  'A result, after the plan was locked.',
)<MeasureKpi> {
  @PartField('The period it is of: after the one of the baseline', () => Period)
  period!: Period;

  @ValueField('The value', { example: 63.4 })
  value!: number;

  @CountField(N, 1, 10_000_000, { example: 60 })
  n!: number;

  @DayField('The day it was observed')
  observedOn!: string;

  @TitleField('Where it comes from', 'Autumn assessments')
  source!: string;
}

/** Body of `POST /v1/kpis/{id}/corrections`. */
export class CorrectMeasurement extends command(
  'CorrectMeasurement',
  'A measurement was mistyped and is put right; the old value stays in the history.',
)<CorrectMeasurement> {
  @IdField('The measurement')
  measurementId!: string;

  @ValueField('What it should have said', { example: 62.4 })
  value!: number;

  @CountField(N, 1, 10_000_000, { example: 60 })
  n!: number;

  @TitleField('Why', 'Two pupils had been counted twice')
  reason!: string;
}

/** Body of `POST /v1/kpis/{id}/rebaseline`. */
export class RebaselineKpi extends command(
  'RebaselineKpi',
  'The locked baseline is replaced, with a reason, for all to see.',
)<RebaselineKpi> {
  @PartField('The period it is of', () => Period)
  period!: Period;

  @ValueField('The value', { example: 59.2 })
  value!: number;

  @CountField(N, 1, 10_000_000, { example: 61 })
  n!: number;

  @PartField('The target that goes with it; only before the first result', () => NewTarget, {
    optional: true,
  })
  target?: NewTarget;

  @TitleField('Why', 'The test changed')
  reason!: string;
}

/** Sent when a deployment that names the KPI is agreed. */
export class DemandBaseline extends command(
  'DemandBaseline',
  'Support is agreed: the plan must be locked before it starts.',
)<DemandBaseline> {
  @IdField('The deployment')
  deploymentId!: string;

  @UrnField('The school it supports')
  urn!: string;

  @DayField('The first day of its window')
  startsOn!: string;
}

/** Every command of a KPI. */
export type KpiCommand = CommandsOf<typeof import('./kpi.commands.js')>;

/** What a process may send to a KPI. */
export type ToKpi = To<'evaluation.kpi', KpiCommand>;
