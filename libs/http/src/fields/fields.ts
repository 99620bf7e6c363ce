import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from './calendar-day.js';

/**
 * The fields of command bodies. Each says its shape once: what is validated (400, naming the field) and what
 * the API's description shows. The first argument is a sentence for the reader, the second an example.
 */
interface Options {
  optional?: boolean;
}

const field = (options: Options, ...decorators: PropertyDecorator[]) =>
  applyDecorators(...decorators, ...(options.optional ? [IsOptional()] : []));

/** An id of ours (UUID). */
export const IdField = (says: string, options: Options = {}) =>
  field(
    options,
    IsUUID('all', { message: '$property must be an id (a UUID)' }),
    ApiProperty({
      description: says,
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
      example: '139402',
      pattern: '^[1-9]\\d{5}$',
      required: !options.optional,
    }),
  );

/** Short institutional text that may stand in a fact: a title, a criterion; never about a person. */
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
      format: 'date',
      example: options.example ?? '2025-10-06',
      required: !options.optional,
    }),
  );

/** A whole number within bounds. */
export const CountField = (
  says: string,
  min: number,
  max: number,
  options: Options & { example?: number } = {},
) =>
  field(
    options,
    IsInt(),
    Min(min),
    Max(max),
    ApiProperty({
      description: says,
      type: 'integer',
      minimum: min,
      maximum: max,
      example: options.example ?? min,
      required: !options.optional,
    }),
  );

/** Money, in whole pence. */
export const PenceField = (says: string, options: Options & { example?: number } = {}) =>
  CountField(`${says} (pence)`, 0, 1_000_000_000, { example: 35_000, ...options });

/** A measured value. */
export const ValueField = (says: string, options: Options & { example?: number } = {}) =>
  field(
    options,
    IsNumber({ allowNaN: false, allowInfinity: false, maxDecimalPlaces: 6 }),
    Min(-1e9),
    Max(1e9),
    ApiProperty({
      description: says,
      type: 'number',
      example: options.example ?? 61.5,
      required: !options.optional,
    }),
  );

/** Yes or no. */
export const FlagField = (says: string, options: Options = {}) =>
  field(
    options,
    IsBoolean(),
    ApiProperty({ description: says, example: true, required: !options.optional }),
  );

/** A list of words, ids or short texts, each of which matches `pattern`. */
export const ListField = (
  says: string,
  pattern: RegExp,
  example: readonly string[],
  options: Options & { min?: number; max?: number } = {},
) =>
  field(
    options,
    IsArray(),
    ArrayMinSize(options.min ?? 0),
    ArrayMaxSize(options.max ?? 100),
    IsString({ each: true }),
    MaxLength(200, { each: true }),
    Matches(pattern, {
      each: true,
      message: `each value in $property must match ${String(pattern)}`,
    }),
    ApiProperty({
      description: says,
      type: [String],
      example: [...example],
      minItems: options.min ?? 0,
      maxItems: options.max ?? 100,
      required: !options.optional,
    }),
  );

/** A nested shape, described by its own class. */
export const PartField = (says: string, part: () => new () => object, options: Options = {}) =>
  field(
    options,
    ValidateNested(),
    IsObject(),
    Type(part),
    ApiProperty({ description: says, type: part, required: !options.optional }),
  );

/** A list of nested shapes. */
export const PartsField = (
  says: string,
  part: () => new () => object,
  options: Options & { min?: number; max?: number } = {},
) =>
  field(
    options,
    IsArray(),
    ArrayMinSize(options.min ?? 0),
    ArrayMaxSize(options.max ?? 100),
    ValidateNested({ each: true }),
    IsObject({ each: true }),
    Type(part),
    ApiProperty({ description: says, type: part, isArray: true, required: !options.optional }),
  );
