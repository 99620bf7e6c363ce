import { command } from '#eventing';
import { TitleField, UrnField } from '#http';

/** Body of `POST /v1/people`. */
export class RegisterPerson extends command(
  'RegisterPerson',
  'Somebody who acts for a school enters the erasable register.',
) {
  @UrnField('The school they work for')
  urn!: string;

  @TitleField('Their name', 'Leader Seven')
  name!: string;

  @TitleField('Their e-mail address', 'leader-7@example.org', { optional: true })
  email?: string;

  @TitleField('Their telephone number', '01632 960007', { optional: true })
  phone?: string;
}

/** Body of `POST /v1/people/{id}/corrections`. */
export class CorrectPerson extends command(
  'CorrectPerson',
  'The details of a person are put right.',
) {
  @TitleField('Their name', 'Leader Seven', { optional: true })
  name?: string;

  @TitleField('Their e-mail address', 'leader-7@example.org', { optional: true })
  email?: string;

  @TitleField('Their telephone number', '01632 960007', { optional: true })
  phone?: string;

  @TitleField('Why', 'A misspelt address')
  reason!: string;
}

/** Every command of a person. */
export type PersonCommand = RegisterPerson | CorrectPerson;
