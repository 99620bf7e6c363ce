import { command, type CommandsOf, type Note, type To } from '#eventing';
import {
  AcademicYearField,
  CountField,
  DayField,
  IdField,
  ListField,
  NarrativeField,
  PartField,
  PartsField,
  PenceField,
  TitleField,
  UrnField,
  WordField,
} from '#http';
import { type FocusArea, focusAreaWords, type Phase, phases } from '#network';
import { WindowPart } from '../calendar/window.commands.js';

const phase = new RegExp(`^(${phases.join('|')})$`);

/** Body of `POST /v1/providers`. */
export class RegisterProvider extends command(
  'RegisterProvider',
  'A leader or an organisation can be deployed.',
)<RegisterProvider> {
  @WordField('What the provider is', ['leader', 'organisation'])
  kind!: string;

  @WordField('The designation it holds', [
    'NLE',
    'LLE',
    'SLE',
    'NLG',
    'partnership-lead',
    'teaching-school',
    'subject-hub',
    'trust',
    'local-authority',
    'other',
  ])
  designation!: string;

  @IdField('The person, by the id of the register; required of a leader', { optional: true })
  personId?: string;

  @TitleField('The name of the organisation; required of an organisation', 'Colne Maths Hub', {
    optional: true,
  })
  organisation?: string;

  @UrnField('The school that releases the leader, or hosts the organisation')
  homeUrn!: string;

  @ListField('The phases it knows', phase, ['Primary', 'Secondary'], { min: 1, max: 10 })
  phases!: readonly Phase[];
}

/** Body of `POST /v1/providers/{id}/accreditations`. */
export class AccreditProvider extends command(
  'AccreditProvider',
  'Expertise in a focus area is accredited.',
)<AccreditProvider> {
  @WordField('The focus area', focusAreaWords)
  focusArea!: FocusArea;

  @TitleField('Who accredits', 'Colne Teaching School Hub')
  by!: string;

  @DayField('The last day on which it is valid', { example: '2027-08-31' })
  until!: string;
}

/** Body of `POST /v1/providers/{id}/lapses`. */
export class LapseAccreditation extends command('LapseAccreditation', 'An accreditation ends.') {
  @WordField('The focus area', focusAreaWords)
  focusArea!: FocusArea;
}

/** Body of `POST /v1/providers/{id}/capacity`. */
export class DeclareCapacity extends command(
  'DeclareCapacity',
  'The days the home school can spare in one academic year.',
)<DeclareCapacity> {
  @AcademicYearField('The academic year')
  year!: string;

  @CountField('Half days in all', 0, 800, { example: 30 })
  halfDays!: number;
}

/** Body of `POST /v1/providers/{id}/reservations`: sent on behalf of a deployment that needs the days. */
export class ReserveDays extends command(
  'ReserveDays',
  'Days are held for a deployment, and given back unless it follows in time.',
)<ReserveDays> {
  @IdField('The deployment')
  deploymentId!: string;

  @WordField('What it is about', focusAreaWords)
  focusArea!: string;

  @CountField('Half days', 0, 800, { example: 8 })
  halfDays!: number;

  @PartField('When the work takes place', () => WindowPart)
  window!: WindowPart;

  @DayField('Until when, 56 days at most; 28 unless it says', { optional: true })
  until?: string;
}

/** Body of `POST /v1/providers/{id}/releases`: what a deployment still holds is never released. */
export class ReleaseDays extends command(
  'ReleaseDays',
  'Days held for a deployment are given back.',
)<ReleaseDays> {
  @IdField('The deployment')
  deploymentId!: string;

  @CountField('Half days at most', 0, 800, { example: 2 })
  halfDays!: number;

  @WordField('Why', ['declined', 'terminated', 'completed', 'corrected', 'expired', 'not-followed'])
  why!: string;
}

/** Body of `POST /v1/providers/{id}/availability`. */
export class PublishAvailability extends command(
  'PublishAvailability',
  'When the provider can be deployed; replaces what was published before.',
)<PublishAvailability> {
  @PartsField('The windows; none: at any time', () => WindowPart, { max: 50 })
  windows!: readonly WindowPart[];
}

/** Body of `POST /v1/providers/{id}/interests`. */
export class DeclareInterest extends command(
  'DeclareInterest',
  'The provider has an interest in a school or a trust, and may not work there.',
)<DeclareInterest> {
  @UrnField('The school; either this or a trust', { optional: true })
  urn?: string;

  @TitleField('The trust, by its group UID or its name; either this or a school', '2044', {
    optional: true,
  })
  trust?: string;

  @WordField('Of which kind', ['employment', 'family', 'financial', 'governance', 'other'])
  kind!: string;

  @DayField('The last day of it; open-ended when absent', { optional: true })
  until?: string;
}

/** Body of `POST /v1/providers/{id}/limits`. */
export class SetLimits extends command('SetLimits', 'What the provider takes on at most.') {
  @CountField('Deployments at once', 1, 50, { example: 3 })
  maxConcurrent!: number;

  @CountField('Kilometres from the home school', 0, 1000, { example: 40 })
  maxKm!: number;

  @PenceField('The price of a day')
  dayRatePence!: number;
}

/** Body of `POST /v1/providers/{id}/suspension`. */
export class SuspendProvider extends command(
  'SuspendProvider',
  'The provider is not matched until reinstated.',
)<SuspendProvider> {
  @NarrativeField('Why.')
  reason!: Note;
}

/** Body of `POST /v1/providers/{id}/reinstatement`. */
export class ReinstateProvider extends command(
  'ReinstateProvider',
  'The provider can be matched again.',
) {}

/** Every command of a provider. */
export type ProviderCommand = CommandsOf<typeof import('./provider.commands.js')>;

/** What a process may send to a provider. */
export type ToProvider = To<'brokerage.provider', ProviderCommand>;
