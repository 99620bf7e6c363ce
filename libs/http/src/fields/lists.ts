import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import 'reflect-metadata';
import { UUID } from '#eventing';
import { AsKept, field, type Options } from './field.js';

const PARTS = Symbol('parts');

const declarePart =
  (part: () => new () => object): PropertyDecorator =>
  (target, property) => {
    Reflect.defineMetadata(PARTS, { ...partsOf(target), [String(property)]: part }, target);
  };

/** The nested shapes of a command (or of its prototype), by field. */
export const partsOf = (target: object): Readonly<Record<string, () => new () => object>> =>
  (Reflect.getMetadata(PARTS, target) as Record<string, () => new () => object> | undefined) ?? {};

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

/** A list of ids of ours, in either case; they are kept in lower case. */
export const IdsField = (
  says: string,
  example: readonly string[],
  options: Options & { min?: number; max?: number } = {},
) => applyDecorators(AsKept(), ListField(says, UUID, example, options));

/** A nested shape, described by its own class. */
export const PartField = (says: string, part: () => new () => object, options: Options = {}) =>
  field(
    options,
    ValidateNested(),
    IsObject(),
    Type(part),
    declarePart(part),
    // Swagger takes a function for lazy only when it is written in place.
    ApiProperty({ description: says, type: () => part(), required: !options.optional }),
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
    declarePart(part),
    ApiProperty({
      description: says,
      type: () => part(),
      isArray: true,
      minItems: options.min ?? 0,
      maxItems: options.max ?? 100,
      required: !options.optional,
    }),
  );
