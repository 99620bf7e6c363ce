import { Entity } from 'typeorm';
import { CountColumn, ReadRow, RecordsColumn, TextColumn } from '#read-model';
import type { ObjectiveRow } from './objective-row.js';

/** One plan, with its objectives and how they are doing. Key: `plan:<id>`. */
@Entity({ schema: 'read', name: 'plan_progress' })
export class PlanProgress extends ReadRow {
  @TextColumn('The plan')
  planId!: string;

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

  @TextColumn('Its title', { search: true, sort: true, example: 'School improvement plan' })
  title!: string;

  @TextColumn('The academic year it begins in', { filter: true, example: '202526' })
  year!: string;

  @TextColumn('draft, approved, complete or abandoned', { filter: true, example: 'approved' })
  state!: 'draft' | 'approved' | 'complete' | 'abandoned';

  @TextColumn('Who approved it', { nullable: true, example: 'governors' })
  approvedBy!: string | null;

  @RecordsColumn('Its objectives, each with its latest rating and its history by term')
  objectives!: readonly ObjectiveRow[];

  @CountColumn('How many objectives it pursues')
  pursued!: number;

  @CountColumn('How many of these were last rated as achieved', { sort: true })
  achieved!: number;

  @CountColumn('How many of these were last rated as behind', { filter: true })
  behind!: number;

  @CountColumn('How often it was revised')
  revisions!: number;
}
