import { Entity } from 'typeorm';
import { CountColumn, DayColumn, ReadRow, TextColumn } from '#read-model';

/** Days held for a deployment that has not followed yet. Key: `provider:<id>|deployment:<id>`. */
@Entity({ schema: 'read', name: 'open_reservations' })
export class OpenReservation extends ReadRow {
  @TextColumn('The provider')
  providerId!: string;

  @TextColumn('The deployment', { filter: true })
  deploymentId!: string;

  @CountColumn('Half days that no proposal and no extension has followed yet', {
    sort: true,
    example: 8,
  })
  halfDays!: number;

  @DayColumn('The last day by which it must follow', { filter: true })
  until!: string;

  @TextColumn('The fact that reserved last')
  factId!: string;
}
