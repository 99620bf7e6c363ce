import { Entity } from 'typeorm';
import { DayColumn, ReadRow, TextColumn } from '#read-model';

/** One key role of a partnership. Key: `partnership:<id>|role:<role>`. */
@Entity({ schema: 'read', name: 'succession' })
export class RoleSuccession extends ReadRow {
  @TextColumn('The partnership')
  partnershipId!: string;

  @TextColumn('The role', { filter: true, example: 'partnershipLead' })
  role!: string;

  @TextColumn('held or vacant', { filter: true, example: 'vacant' })
  state!: 'held' | 'vacant';

  @TextColumn('Who holds it, in the register, once that was told', { nullable: true })
  holderId!: string | null;

  @TextColumn('Who would take it over, in the register', { nullable: true })
  successorId!: string | null;

  @DayColumn('Since when it is vacant', { filter: true, nullable: true, example: '2025-09-15' })
  vacantSince!: string | null;

  @DayColumn('When the partnership was prompted to fill it', {
    filter: true,
    nullable: true,
    example: '2025-12-15',
  })
  promptedOn!: string | null;
}
