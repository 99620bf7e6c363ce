import { Entity } from 'typeorm';
import { CountColumn, ListColumn, ReadRow, TextColumn } from '#read-model';

/** One finding at a school. Key: `finding:<id>`. */
@Entity({ schema: 'read', name: 'finding_list' })
export class FindingRow extends ReadRow {
  @TextColumn('The finding')
  findingId!: string;

  @TextColumn('The school', { filter: true })
  urn!: string;

  @CountColumn('How grave', { filter: true, nullable: true })
  grade!: number | null;

  @ListColumn('The partnerships that were told')
  told!: readonly string[];
}
