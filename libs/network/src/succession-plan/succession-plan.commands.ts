import { command, type To } from '#eventing';
import { CountField, DayField, IdField, WordField } from '#http';
import { type KeyRole, keyRoles } from './key-role.js';

/** Body of `POST /v1/succession-plans`. */
export class IdentifyRole extends command(
  'IdentifyRole',
  'A partnership names a role that it cannot do without.',
)<IdentifyRole> {
  @IdField('The partnership')
  partnershipId!: string;

  @WordField('The role', keyRoles)
  role!: KeyRole;
}

/** Body of `POST /v1/succession-plans/{id}/successors`. */
export class NameSuccessor extends command(
  'NameSuccessor',
  'Somebody is named who would take the role over.',
)<NameSuccessor> {
  @IdField('The person, in the register')
  personId!: string;
}

/** Body of `POST /v1/succession-plans/{id}/vacancies`. */
export class RecordVacancy extends command(
  'RecordVacancy',
  'Nobody holds the role any more.',
)<RecordVacancy> {
  @DayField('Since when')
  on!: string;
}

/** Body of `POST /v1/succession-plans/{id}/appointments`. */
export class FillVacancy extends command(
  'FillVacancy',
  'Somebody takes the vacant role.',
)<FillVacancy> {
  @IdField('The person, in the register')
  personId!: string;

  @DayField('From when')
  on!: string;
}

/** Body of `POST /v1/succession-plans/{id}/prompts`: sent by the house when a vacancy is a term old. */
export class PromptVacancy extends command(
  'PromptVacancy',
  'The partnership is reminded of a role that has been vacant for a term.',
)<PromptVacancy> {
  @CountField('Which vacancy of the role, from 1', 1, 1000)
  vacancy!: number;
}

/** Every command of a succession plan. */
export type SuccessionPlanCommand =
  IdentifyRole | NameSuccessor | RecordVacancy | FillVacancy | PromptVacancy;

/** What a process may send to a succession plan. */
export type ToSuccessionPlan = To<'network.succession', SuccessionPlanCommand>;
