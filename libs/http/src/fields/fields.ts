import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDay } from './calendar-day.js';
import { AsKept, field, type Options } from './field.js';

/** An id of ours (UUID), in either case; it is kept in lower case. */
export const IdField = (says: string, options: Options = {}) =>
  field(
    options,
    AsKept(),
    IsUUID('all', { message: '$property must be an id (a UUID)' }),
    ApiProperty({
      description: says,
      type: String,
      format: 'uuid',
      required: !options.optional,
      example: '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11',
    }),
  );

/** A school's unique reference number: six digits. */
export const UrnField = (says: string, options: Options = {}) =>
  field(
    options,
    Matches(/^[1-9]\d{5}$/, { message: '$property must be a URN: six digits' }),
    ApiProperty({
      description: says,
      type: String,
      example: '139402',
      pattern: '^[1-9]\\d{5}$',
      required: !options.optional,
    }),
  );

/** Short institutional text that may stand in an event: a title, a criterion; never about a person. */
export const TitleField = (
  says: string,
  example: string,
  options: Options & { max?: number } = {},
) =>
  field(
    options,
    IsString(),
    MinLength(1),
    MaxLength(options.max ?? 200),
    ApiProperty({
      description: says,
      type: String,
      example,
      maxLength: options.max ?? 200,
      required: !options.optional,
    }),
  );

/** A word of a controlled vocabulary. */
export const WordField = (says: string, words: readonly string[], options: Options = {}) =>
  field(
    options,
    IsIn([...words]),
    ApiProperty({
      description: says,
      enum: [...words],
      example: words[0],
      required: !options.optional,
    }),
  );

/** A calendar day, `YYYY-MM-DD`. */
export const DayField = (says: string, options: Options & { example?: string } = {}) =>
  field(
    options,
    IsCalendarDay(),
    ApiProperty({
      description: says,
      type: String,
      format: 'date',
      example: options.example ?? '2025-10-06',
      required: !options.optional,
    }),
  );

/** Yes or no. */
export const FlagField = (says: string, options: Options = {}) =>
  field(
    options,
    IsBoolean(),
    ApiProperty({ description: says, type: Boolean, example: true, required: !options.optional }),
  );
