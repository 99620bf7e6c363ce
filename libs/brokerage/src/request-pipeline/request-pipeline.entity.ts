import { Entity } from 'typeorm';
import { CountColumn, DayColumn, PenceColumn, ReadRow, TextColumn } from '#read-model';

/** One request for support. Days are counted in half days. Key: `request:<id>`. */
@Entity({ schema: 'read', name: 'request_pipeline' })
export class PipelineRequest extends ReadRow {
  @TextColumn('The request')
  requestId!: string;

  @TextColumn('The need', { indexed: true })
  needId!: string;

  @TextColumn('The school', { indexed: true, example: '139402' })
  urn!: string;

  @TextColumn('What it is about', { indexed: true, example: 'maths' })
  focusArea!: string;

  @TextColumn('raised, triaged, funded, matched, closed, withdrawn or declined', {
    indexed: true,
    example: 'funded',
  })
  state!: string;

  @TextColumn('urgent, soon or routine', { nullable: true, indexed: true, example: 'soon' })
  priority!: string | null;

  @DayColumn('When it was raised')
  raisedOn!: string;

  @CountColumn('Half days wanted, less those an earlier deployment used', { example: 8 })
  halfDays!: number;

  @DayColumn('The first day wanted')
  windowFrom!: string;

  @DayColumn('The last day wanted')
  windowTo!: string;

  @TextColumn('onsite, remote or blended', { example: 'onsite' })
  modality!: string;

  @PenceColumn('What it may cost, in pence', { example: 160_000 })
  budgetPence!: number;

  @PenceColumn('What is approved, in pence', { example: 160_000 })
  fundedPence!: number;

  @PenceColumn('What earlier deployments cost, in pence', { example: 0 })
  spentPence!: number;

  @TextColumn('The deployment that answers it', { nullable: true })
  deploymentId!: string | null;
}
