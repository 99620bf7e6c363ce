import { Entity } from 'typeorm';
import {
  CountColumn,
  DayColumn,
  JsonColumn,
  ListColumn,
  PenceColumn,
  ReadRow,
  RealColumn,
  RecordsColumn,
  ShownToAnalysts,
  TextColumn,
} from '#read-model';
import type { Claim } from '../evaluation/evaluation.events.js';
import type { Confidence } from '../evaluation/evaluation.events.js';
import type { Strength } from '../evaluation/evaluation.events.js';
import type { Aim, Direction, Undefined } from '../figures/statistics.js';
import type { Level, Target } from '../kpi/kpi.events.js';
import { impactFigures } from './impact-figures.js';
import type {
  BaselineFigure,
  CostFigure,
  EvaluationFigure,
  Known,
  MeasuredFigure,
  State,
} from './impact-row.js';

/** One KPI: what changed, how sure we are, and what it cost. Key: `kpi:<id>`. */
@ShownToAnalysts(impactFigures)
@Entity({ schema: 'read', name: 'impact_board' })
export class ImpactFigure extends ReadRow implements Known {
  @TextColumn('The KPI')
  kpiId!: string;

  @TextColumn('The school, when it is that of a school', {
    filter: true,
    names: 'urn',
    nullable: true,
    example: '139402',
  })
  urn!: string | null;

  @TextColumn('The partnership, when it is that of a partnership', {
    filter: true,
    names: 'partnership',
    nullable: true,
  })
  partnershipId!: string | null;

  @TextColumn('pupils, people, schools or partnership', { filter: true, example: 'pupils' })
  level!: Level;

  @TextColumn('The indicator', {
    filter: true,
    search: true,
    example: 'KS2 maths: expected standard',
  })
  indicator!: string;

  @TextColumn('Its unit', { example: '% of pupils' })
  unit!: string;

  @TextColumn('up or down: which way it ought to move', { example: 'up' })
  direction!: Direction;

  @TextColumn('What it is about', { filter: true, nullable: true, example: 'maths' })
  focusArea!: string | null;

  @TextColumn('committed, baselined, locked, measured, evaluating, evidenced or reopened', {
    filter: true,
    example: 'evidenced',
  })
  state!: State;

  @JsonColumn('The baseline that stands: period, value, n, and why it replaced another', {
    nullable: true,
  })
  baseline!: BaselineFigure | null;

  @RecordsColumn('Every baseline there was, oldest first')
  baselines!: readonly BaselineFigure[];

  @JsonColumn('The target: value, and by which day', { nullable: true })
  target!: Target | null;

  @TextColumn(
    'How the target lies from the baseline: ahead, equal or against the way it ought to move',
    {
      nullable: true,
      example: 'ahead',
    },
  )
  targetAim!: Aim | null;

  @DayColumn('When baseline and target were locked', { filter: true, nullable: true })
  lockedOn!: string | null;

  @DayColumn('By when agreed support needs a locked baseline', { filter: true, nullable: true })
  baselineDueBy!: string | null;

  @JsonColumn('The result that counts: that of the last period', { nullable: true })
  latest!: MeasuredFigure | null;

  @RecordsColumn('Every result, each with what it said before it was corrected')
  measurements!: readonly MeasuredFigure[];

  @RealColumn('The change for the better since the baseline', { nullable: true, example: 5.3 })
  change!: number | null;

  @TextColumn('Why there is no change to show', { nullable: true })
  changeReason!: Undefined | null;

  @RealColumn('How much of the way to the target was gone', { nullable: true, example: 0.75 })
  targetShare!: number | null;

  @TextColumn('Why there is no target share to show', { nullable: true })
  targetShareReason!: Undefined | null;

  @CountColumn('How many it is of: the fewer of baseline and latest', { nullable: true })
  n!: number | null;

  @CountColumn('Strength of evidence, 1 to 5, of the evaluation that stands', {
    filter: true,
    nullable: true,
  })
  strength!: Strength | null;

  @TextColumn('high, medium or low', { filter: true, nullable: true, example: 'medium' })
  confidence!: Confidence | null;

  @TextColumn('The contribution that is claimed', {
    filter: true,
    nullable: true,
    example: 'plausible',
  })
  claim!: Claim | null;

  @RealColumn('The change as it was evidenced; another than `change` when events came since', {
    nullable: true,
  })
  evidencedChange!: number | null;

  @TextColumn('The evaluation that stands, or else the last one', { nullable: true })
  evaluationId!: string | null;

  @DayColumn('By when an evaluation that was called for is due', { filter: true, nullable: true })
  evaluationDueBy!: string | null;

  @RecordsColumn('Every evaluation that looks at it, the one that changed last at the end')
  evaluations!: readonly EvaluationFigure[];

  @ListColumn('The deployments that were agreed to move it', { filter: true })
  deploymentIds!: readonly string[];

  @PenceColumn('What the completed ones cost together, in pence; other KPIs may share it')
  costPence!: number;

  @PenceColumn('What those that were terminated cost, in pence')
  terminatedPence!: number;

  @RecordsColumn('What each of them cost')
  costs!: readonly CostFigure[];
}
