import { Entity } from 'typeorm';
import { CountColumn, DayColumn, ReadRow, TextColumn } from '#read-model';

/** One validated need that was referred to the brokers. Key: `referral:<id>`. */
@Entity({ schema: 'read', name: 'broker_inbox' })
export class InboxReferral extends ReadRow {
  @TextColumn('The referral')
  referralId!: string;

  @TextColumn('The need', { filter: true })
  needId!: string;

  @TextColumn('The school', { filter: true, names: 'urn', example: '139402' })
  urn!: string;

  @TextColumn('What it is about', { filter: true, example: 'maths' })
  focusArea!: string;

  @CountColumn('How pressing: 1 to 4', { filter: true, example: 3 })
  severity!: number;

  @TextColumn('referred, acknowledged or settled', { filter: true, example: 'referred' })
  state!: string;

  @DayColumn('When it was referred', { filter: true })
  referredOn!: string;

  @DayColumn('The last day for contact with the school: seven days later', { filter: true })
  contactBy!: string;

  @DayColumn('When a broker had been in contact', { nullable: true })
  acknowledgedOn!: string | null;

  @TextColumn('The request that was raised for it', { nullable: true })
  requestId!: string | null;
}
