import { Entity } from 'typeorm';
import {
  CountColumn,
  DayColumn,
  FlagColumn,
  ListColumn,
  PenceColumn,
  ReadRow,
  RecordsColumn,
  TextColumn,
} from '#read-model';

/** A visit as it stands after its corrections. */
export interface TrackedVisit {
  readonly visitId: string;
  readonly date: string;
  readonly halfDays: number;
  /** Recorded more than five working days after it. */
  readonly late: boolean;
  /** The ids of the notes in the register. */
  readonly summary: string;
  readonly nextSteps: string;
}

/** One deployment. Days are counted in half days. Key: `deployment:<id>`. */
@Entity({ schema: 'read', name: 'deployment_tracker' })
export class TrackedDeployment extends ReadRow {
  @TextColumn('The deployment')
  deploymentId!: string;

  @TextColumn('The request it answers', { filter: true })
  requestId!: string;

  @TextColumn('The need it is to meet', { filter: true })
  needId!: string;

  @TextColumn('The provider that gives the support', { filter: true })
  leaderId!: string;

  @TextColumn('The supported school', { filter: true, names: 'urn', example: '139402' })
  urn!: string;

  @TextColumn('The school that releases the leader', {
    filter: true,
    names: 'urn',
    example: '137260',
  })
  homeUrn!: string;

  @TextColumn('What it is about', { filter: true, example: 'maths' })
  focusArea!: string;

  @TextColumn('proposed, agreed, active, paused, completed, closed, declined or terminated', {
    filter: true,
    example: 'active',
  })
  state!: string;

  @ListColumn('What is to be achieved')
  objectives!: readonly string[];

  @ListColumn('The KPIs it is to move', { filter: true })
  kpiIds!: readonly string[];

  @ListColumn('What it waits for: release, acceptance, approval, conflict-check', {
    filter: true,
    example: ['acceptance'],
  })
  awaiting!: readonly string[];

  @ListColumn('Conflicts of interest that the last check found; with one it cannot be agreed')
  conflicts!: readonly string[];

  @DayColumn('The first day agreed', { filter: true })
  windowFrom!: string;

  @DayColumn('The last day agreed', { filter: true })
  windowTo!: string;

  @DayColumn('When it started', { filter: true, nullable: true })
  startedOn!: string | null;

  @DayColumn('When it was completed or terminated', { filter: true, nullable: true })
  endedOn!: string | null;

  @CountColumn('Half days agreed, extensions included', { example: 8 })
  halfDaysAgreed!: number;

  @CountColumn('Half days used', { example: 3 })
  halfDaysUsed!: number;

  @PenceColumn('The price of a day, in pence', { example: 35_000 })
  dayRatePence!: number;

  @PenceColumn('The cost of the days used, in pence', { sort: true, example: 52_500 })
  costPence!: number;

  @CountColumn('How many visits there were', { example: 2 })
  visits!: number;

  @CountColumn('How many of them were written up late', { filter: true, example: 0 })
  lateVisits!: number;

  @DayColumn('The day of the last visit', { filter: true, nullable: true })
  lastVisit!: string | null;

  @RecordsColumn('Each visit as it stands')
  visitLog!: readonly TrackedVisit[];

  @TextColumn('red, amber or green', { filter: true, nullable: true, example: 'amber' })
  rag!: string | null;

  @FlagColumn('Whether its midpoint was reviewed')
  midpointDone!: boolean;

  @FlagColumn('Whether the supported school has judged it', { filter: true })
  judged!: boolean;

  @CountColumn('The judgement: 1 no difference to 4 very good', { nullable: true, example: 3 })
  grade!: number | null;
}
