import { command, type CommandsOf, type Note } from '#eventing';
import {
  CountField,
  DayField,
  IdField,
  IdsField,
  ListField,
  NarrativeField,
  PartField,
  PartsField,
  PenceField,
  TitleField,
  WordField,
} from '#http';
import { WindowPart } from '../calendar/window.commands.js';
import type { DeliveryCommand } from './delivery.commands.js';
import type { SuccessCriterion } from './deployment.events.js';

const example = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';

/** One criterion of a proposal. */
export class CriterionPart implements SuccessCriterion {
  @TitleField('By what success will be known', 'Year 4 recall multiplication events by Easter')
  text!: string;

  @IdField('The KPI that shows it, one of those named', { optional: true })
  kpiId?: string;
}

/** Body of `POST /v1/deployments`. */
export class ProposeDeployment extends command(
  'ProposeDeployment',
  'A broker proposes who could help, with what aim, for how long and at what price.',
)<ProposeDeployment> {
  @IdField('The funded request it answers')
  requestId!: string;

  @IdField('The provider that gives the support; the days are held for it')
  leaderId!: string;

  @ListField('What is to be achieved', /\S/, ['Fluency in number facts in years 3 and 4'], {
    min: 1,
    max: 10,
  })
  objectives!: readonly string[];

  @PartsField('By what success will be known', () => CriterionPart, { min: 1, max: 20 })
  successCriteria!: readonly CriterionPart[];

  @IdsField('The KPIs it is to move', [example], { max: 20 })
  kpiIds!: readonly string[];

  @CountField('Half days', 1, 400, { example: 8 })
  halfDays!: number;

  @PenceField('The price of a day')
  dayRatePence!: number;

  @PartField('When the work takes place, within one academic year', () => WindowPart)
  window!: WindowPart;
}

/** Body of `POST /v1/deployments/{id}/conflict-check`. */
export class CheckConflicts extends command(
  'CheckConflicts',
  'Interests are looked for: the same trust, those the provider declared, and those told now.',
)<CheckConflicts> {
  @WordField('What the leader or the schools told the broker', [
    'none',
    'employment',
    'family',
    'financial',
    'governance',
    'other',
  ])
  declared!: string;
}

/** What a consent says, whoever gives it. */
const agreed = (): PropertyDecorator => DayField('When they agreed');
const besides = (): PropertyDecorator =>
  WordField(
    'For whom they speak besides themselves',
    ['headteacher', 'chair', 'governors', 'trust'],
    {
      optional: true,
    },
  );

/** Body of `POST /v1/deployments/{id}/release`. */
export class ReleaseHomeSchool extends command(
  'ReleaseHomeSchool',
  'The home school releases the leader.',
)<ReleaseHomeSchool> {
  @agreed()
  agreedOn!: string;

  @besides()
  onBehalfOf?: string;
}

/** Body of `POST /v1/deployments/{id}/acceptance`. */
export class AcceptSupport extends command(
  'AcceptSupport',
  'The supported school accepts.',
)<AcceptSupport> {
  @agreed()
  agreedOn!: string;

  @besides()
  onBehalfOf?: string;
}

/** Body of `POST /v1/deployments/{id}/approval`. */
export class CommissionDeployment extends command(
  'CommissionDeployment',
  'Who asked for the support, and usually pays, approves.',
)<CommissionDeployment> {
  @WordField('Who commissions', ['local-authority', 'trust', 'partnership', 'school', 'department'])
  commissioner!: string;

  @agreed()
  agreedOn!: string;
}

/** Body of `POST /v1/deployments/{id}/agreement`. */
export class AgreeDeployment extends command(
  'AgreeDeployment',
  'All have consented and the agreement is signed; the request is matched.',
)<AgreeDeployment> {
  @TitleField('The reference of the signed agreement', 'MOU 2025/117')
  mou!: string;
}

/** Body of `POST /v1/deployments/{id}/decline`. */
export class DeclineDeployment extends command(
  'DeclineDeployment',
  'One of those asked says no; the days are given back.',
)<DeclineDeployment> {
  @WordField(
    'Who said no to the broker, when it was not the broker',
    ['leader', 'homeSchool', 'supportedSchool', 'commissioner'],
    { optional: true },
  )
  onBehalfOf?: string;

  @NarrativeField('Why.')
  reason!: Note;
}

/** Every command of a deployment. */
export type DeploymentCommand =
  CommandsOf<typeof import('./deployment.commands.js')> | DeliveryCommand;
