import { Entity } from 'typeorm';
import { CountColumn, DayColumn, ReadRow, TextColumn } from '#read-model';

/** One need that is not met and not withdrawn. Key: `need:<id>`. */
@Entity({ schema: 'read', name: 'open_needs' })
export class OpenNeed extends ReadRow {
  @TextColumn('The need')
  needId!: string;

  @TextColumn('The school', { filter: true, names: 'urn', example: '139402' })
  urn!: string;

  @TextColumn('What it is about', { filter: true, example: 'maths' })
  focusArea!: string;

  @CountColumn('How pressing: 1 to 4', { filter: true })
  severity!: number;

  @TextColumn('identified, validated or takenUp', { filter: true, example: 'validated' })
  state!: string;

  @DayColumn('Since when it has been known', { filter: true })
  since!: string;

  @TextColumn('The request that took it up', { nullable: true })
  requestId!: string | null;
}
