import { command, type CommandsOf, type To } from '#eventing';
import { CountField, DayField, IdField, PartField, PenceField, TitleField, WordField } from '#http';
import { WindowPart } from '../calendar/window.commands.js';

/** Body of `POST /v1/support-requests`. */
export class RaiseRequest extends command(
  'RaiseRequest',
  'Support is asked for, to meet a validated need.',
)<RaiseRequest> {
  @IdField('The need; the request takes it up')
  needId!: string;

  @CountField('Half days wanted', 1, 400, { example: 8 })
  halfDays!: number;

  @PartField('When it is wanted', () => WindowPart)
  window!: WindowPart;

  @PenceField('What it may cost', { example: 160_000 })
  budgetPence!: number;

  @WordField('How it may be given', ['onsite', 'remote', 'blended'])
  modality!: string;
}

/** Body of `POST /v1/support-requests/{id}/triage`. */
export class TriageRequest extends command(
  'TriageRequest',
  'A broker says how soon it is needed.',
)<TriageRequest> {
  @WordField('How soon', ['urgent', 'soon', 'routine'])
  priority!: string;
}

/** Body of `POST /v1/support-requests/{id}/funding`: several funders add up. */
export class FundRequest extends command('FundRequest', 'A funder approves money.')<FundRequest> {
  @TitleField('Who funds', 'Essex County Council')
  funder!: string;

  @WordField('Out of which purse', ['statutory', 'traded', 'grant'])
  stream!: string;

  @CountField('How much (pence)', 1, 1_000_000_000, { example: 160_000 })
  amountPence!: number;
}

/** Body of `POST /v1/support-requests/{id}/match`: sent on behalf of a deployment when it is agreed. */
export class MatchRequest extends command(
  'MatchRequest',
  'A deployment answers the request.',
)<MatchRequest> {
  @IdField('The deployment')
  deploymentId!: string;

  @DayField('Until when it waits for its agreement, 56 days at most; 28 unless it says', {
    optional: true,
  })
  until?: string;
}

/** Body of `POST /v1/support-requests/{id}/reopening`: changes nothing while the deployment lives. */
export class ReopenRequest extends command(
  'ReopenRequest',
  'The deployment that answered the request came to nothing, or ended early.',
)<ReopenRequest> {
  @IdField('The deployment')
  deploymentId!: string;
}

/** Body of `POST /v1/support-requests/{id}/withdrawal`. */
export class WithdrawRequest extends command(
  'WithdrawRequest',
  'Who asked no longer wants the support.',
)<WithdrawRequest> {
  @TitleField('Why', 'The school found help within its trust')
  reason!: string;
}

/** Body of `POST /v1/support-requests/{id}/decline`. */
export class DeclineRequest extends command(
  'DeclineRequest',
  'The support will not be given.',
)<DeclineRequest> {
  @TitleField('Why', 'No funding for this area this year')
  reason!: string;
}

/** Body of `POST /v1/support-requests/{id}/closure`: sent when its deployment is closed. */
export class CloseRequest extends command('CloseRequest', 'The request has been answered.') {}

/** Every command of a request. */
export type SupportRequestCommand = CommandsOf<typeof import('./support-request.commands.js')>;

/** What a process may send to a request. */
export type ToRequest = To<'brokerage.request', SupportRequestCommand>;
