import { command, type CommandsOf, type To } from '#eventing';
import { CountField, IdField, UrnField, WordField } from '#http';
import { focusAreaWords } from '#network';

/** Body of `POST /v1/referrals`: sent when a need is validated; the referral then has the need's id. */
export class ReferNeed extends command(
  'ReferNeed',
  'A validated need goes to the brokers.',
)<ReferNeed> {
  @IdField('The need')
  needId!: string;

  @UrnField('The school')
  urn!: string;

  @WordField('What it is about', focusAreaWords)
  focusArea!: string;

  @CountField('How pressing: 1 watch, 2 concern, 3 serious, 4 critical', 1, 4)
  severity!: number;
}

/** Body of `POST /v1/referrals/{id}/acknowledgement`. */
export class AcknowledgeReferral extends command(
  'AcknowledgeReferral',
  'A broker has been in contact with the school.',
) {}

/** Sent when support is requested for the need; it has no route. */
export interface SettleReferral {
  readonly type: 'SettleReferral';
  readonly needId: string;
  readonly urn: string;
  readonly requestId: string;
}

/** Every command of a referral. */
export type ReferralCommand = CommandsOf<typeof import('./referral.commands.js')> | SettleReferral;

/** What a process may send to a referral. */
export type ToReferral = To<'brokerage.referral', ReferralCommand>;
