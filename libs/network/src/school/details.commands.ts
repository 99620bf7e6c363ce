import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { CountField, DayField, PartField, TitleField, WordField } from '#http';
import { type Phase, phases } from '../reference/phase.js';

/** A code of a register, in its fixed form. */
const CodeField = (says: string, form: RegExp, example: string, optional = false) =>
  applyDecorators(
    Matches(form, { message: `$property must look like ${example}` }),
    ApiProperty({ description: says, example, pattern: form.source, required: !optional }),
    ...(optional ? [IsOptional()] : []),
  );

/** A local authority. */
export class AuthorityPart {
  @CodeField('Its three-digit code', /^\d{3}$/, '881')
  code!: string;

  @TitleField('Its name', 'Essex')
  name!: string;
}

/** A region, district or ward. */
export class AreaPart {
  @CodeField('Its nine-character code', /^[A-Z]\d{8}$/, 'E07000067')
  code!: string;

  @TitleField('Its name', 'Braintree')
  name!: string;
}

/** A trust. */
export class TrustPart {
  @TitleField('Its name', 'SAFFRON ACADEMY TRUST')
  name!: string;

  @CodeField('Its group UID', /^\d{1,6}$/, '2981', true)
  uid?: string;
}

/** Statutory ages. */
export class AgesPart {
  @CountField('The lowest', 0, 25, { example: 11 })
  from!: number;

  @CountField('The highest', 0, 25, { example: 16 })
  to!: number;
}

/** A place on the national grid. */
export class GeoPart {
  @CountField('Easting, in metres', 0, 700_000, { example: 575_600 })
  easting!: number;

  @CountField('Northing, in metres', 0, 1_300_000, { example: 222_900 })
  northing!: number;
}

/** A command that carries the details of a school. A field left out is not stated. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
export function withDetails<B extends abstract new (...args: any[]) => object>(base: B) {
  abstract class Detailed extends base {
    @TitleField('Its name', 'Alec Hunter Academy')
    name!: string;

    @WordField('Its phase', phases)
    phase!: Phase;

    @TitleField('The type of establishment, as the register says it', 'Academy sponsor led')
    typeOfEstablishment!: string;

    @PartField('The local authority', () => AuthorityPart)
    la!: AuthorityPart;

    @CodeField('UK provider reference number', /^\d{8}$/, '10038918', true)
    ukprn?: string;

    @CodeField('Local authority and establishment number', /^\d{7}$/, '8814010', true)
    laestab?: string;

    @CodeField('Postcode', /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/, 'CM7 3NR', true)
    postcode?: string;

    @PartField('The region', () => AreaPart, { optional: true })
    region?: AreaPart;

    @PartField('The district', () => AreaPart, { optional: true })
    district?: AreaPart;

    @PartField('The ward', () => AreaPart, { optional: true })
    ward?: AreaPart;

    @PartField('The trust', () => TrustPart, { optional: true })
    trust?: TrustPart;

    @DayField('When it opened', { optional: true, example: '2013-04-01' })
    opened?: string;

    @PartField('Statutory ages', () => AgesPart, { optional: true })
    ages?: AgesPart;

    @PartField('Where it stands', () => GeoPart, { optional: true })
    geo?: GeoPart;

    @TitleField('Whom it admits', 'Mixed', { optional: true, max: 40 })
    sex?: string;

    @TitleField('Religious character', 'No religious character', { optional: true, max: 80 })
    religiousCharacter?: string;

    @TitleField('Admissions policy', 'Non-selective', { optional: true, max: 40 })
    admissions?: string;

    @TitleField('Urban or rural', '(England/Wales) Urban city and town', { optional: true })
    urbanRural?: string;
  }
  return Detailed;
}
