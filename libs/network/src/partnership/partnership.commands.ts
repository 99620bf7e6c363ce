import { command, type CommandsOf } from '#eventing';
import { CountField, DayField, IdField, ListField, TitleField, UrnField, WordField } from '#http';
import type { PartnershipModel } from '../reference/partnership-model.js';
import { type Phase, phases } from '../reference/phase.js';

const phaseWords = new RegExp(`^(${phases.join('|')})$`);

/** Body of `POST /v1/partnerships`. */
export class FoundPartnership extends command(
  'FoundPartnership',
  'Schools begin to form a partnership.',
)<FoundPartnership> {
  @TitleField('Its name', 'Braintree and Witham Schools Partnership')
  name!: string;

  @CountField(
    'Model: 1 statutory and traded, 2 adds business services, 3 collaborative and traded, 4 collaborative',
    1,
    4,
    { example: 4 },
  )
  model!: PartnershipModel;

  @TitleField('The place it answers for', 'Braintree district')
  place!: string;

  @ListField('The phases it is for', phaseWords, ['Primary', 'Secondary'], {
    min: 1,
    max: phases.length,
  })
  phases!: readonly Phase[];

  @ListField(
    'The associations that own it',
    /\S/,
    ['Essex Primary Heads', 'Essex Secondary Heads'],
    { max: 20 },
  )
  owners!: readonly string[];
}

/** Body of `POST /v1/partnerships/{id}/invitations`. */
export class InviteMember extends command(
  'InviteMember',
  'A school is asked to join: it does when its headteacher and its chair have signed the charter.',
)<InviteMember> {
  @UrnField('The school')
  urn!: string;

  @DayField('The last day on which it can sign', { example: '2026-12-31' })
  until!: string;
}

/** Body of `POST /v1/partnerships/{id}/invitation-withdrawals`. */
export class WithdrawInvitation extends command(
  'WithdrawInvitation',
  'The partnership takes its invitation back.',
)<WithdrawInvitation> {
  @UrnField('The school that was invited')
  urn!: string;
}

/** Body of `POST /v1/partnerships/{id}/invitation-declines`. */
export class DeclineInvitation extends command(
  'DeclineInvitation',
  'The school would rather not join.',
)<DeclineInvitation> {
  @UrnField('The school that was invited')
  urn!: string;
}

/** Body of `POST /v1/partnerships/{id}/signatures`. */
export class SignCharter extends command(
  'SignCharter',
  'The headteacher or the chair of a school signs the charter for it; with both signatures it is a member.',
)<SignCharter> {
  @UrnField('The school')
  urn!: string;

  @CountField('The version of the charter that is signed', 1, 1000)
  version!: number;
}

/** Body of `POST /v1/partnerships/{id}/withdrawals`. */
export class WithdrawMember extends command(
  'WithdrawMember',
  'A school leaves the partnership.',
)<WithdrawMember> {
  @UrnField('The school')
  urn!: string;

  @DayField('The day it leaves: it is no member on that day', { example: '2026-09-01' })
  on!: string;

  @TitleField('Why', 'Joins the partnership of its new trust')
  reason!: string;
}

/** Body of `POST /v1/partnerships/{id}/leads`. */
export class AppointLead extends command(
  'AppointLead',
  'Somebody leads for the partnership.',
)<AppointLead> {
  @IdField('The person, in the register')
  personId!: string;

  @WordField('What they lead', ['partnershipLead', 'clusterLead'])
  role!: string;

  @ListField('What they do', /\S/, ['facilitates meetings', 'brokers training'], { max: 20 })
  duties!: readonly string[];

  @IdField('The person whose place they take, when there is a lead', { optional: true })
  replaces?: string;
}

/** Body of `POST /v1/partnerships/{id}/charters`. */
export class AgreeCharter extends command(
  'AgreeCharter',
  'The partnership agrees a charter, or renews it; schools sign what was agreed.',
)<AgreeCharter> {
  @TitleField('What the partnership is for', 'Every child in the district in a good school', {
    max: 1000,
  })
  purpose!: string;

  @TitleField('The place, and what it asks of the schools', 'Braintree district', { max: 1000 })
  place!: string;

  @TitleField('How change is meant to come about', 'Peer review, then joint practice development', {
    max: 1000,
  })
  changeModel!: string;

  @DayField('The last day of the charter', { example: '2028-08-31' })
  until!: string;

  @TitleField('How it is paid for', 'Subscription of 2 pounds a pupil, fixed for three years', {
    max: 1000,
  })
  funding!: string;

  @TitleField('What data the schools share, and on what terms', 'Figures of schools, no pupils', {
    max: 1000,
  })
  dataTerms!: string;
}

/** Body of `POST /v1/partnerships/{id}/activation`. */
export class ActivatePartnership extends command(
  'ActivatePartnership',
  'The chartered partnership takes up its work.',
) {}

/** Every command of a partnership. */
export type PartnershipCommand = CommandsOf<typeof import('./partnership.commands.js')>;
