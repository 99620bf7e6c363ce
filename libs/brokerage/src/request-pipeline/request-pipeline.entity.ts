import { Entity } from 'typeorm';
import { CountColumn, DayColumn, PenceColumn, ReadRow, TextColumn } from '#read-model';

/** One request for support. Days are counted in half days. Key: `request:<id>`. */
@Entity({ schema: 'read', name: 'request_pipeline' })
export class PipelineRequest extends ReadRow {
  @TextColumn('The request')
  requestId!: string;

  @TextColumn('The need', { filter: true })
  needId!: string;

  @TextColumn('The school', { filter: true, names: 'urn', example: '139402' })
  urn!: string;

  @TextColumn('What it is about', { filter: true, example: 'maths' })
  focusArea!: string;

  @TextColumn('raised, triaged, funded, matched, closed, withdrawn or declined', {
    filter: true,
    example: 'funded',
  })
  state!: string;

  @TextColumn('urgent, soon or routine', { filter: true, nullable: true, example: 'soon' })
  priority!: string | null;

  @DayColumn('When it was raised', { filter: true })
  raisedOn!: string;

  @CountColumn('Half days wanted, less those an earlier deployment used', {
    filter: true,
    example: 8,
  })
  halfDays!: number;

  @DayColumn('The first day wanted', { filter: true })
  windowFrom!: string;

  @DayColumn('The last day wanted', { filter: true })
  windowTo!: string;

  @TextColumn('onsite, remote or blended', { filter: true, example: 'onsite' })
  modality!: string;

  @PenceColumn('What it may cost, in pence', { sort: true, example: 160_000 })
  budgetPence!: number;

  @PenceColumn('What is approved, in pence', { example: 160_000 })
  fundedPence!: number;

  @PenceColumn('What earlier deployments cost, in pence', { example: 0 })
  spentPence!: number;

  @TextColumn('The deployment that answers it', { nullable: true })
  deploymentId!: string | null;
}
