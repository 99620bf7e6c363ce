import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import 'reflect-metadata';

const NARRATIVES = Symbol('narratives');

/** Declares a narrative field of a command: words in the request, a `Note` once the command is decided. */
export const NarrativeField = (says: string, options: { optional?: boolean } = {}) =>
  applyDecorators(
    IsString(),
    MinLength(1),
    MaxLength(10_000),
    ...(options.optional ? [IsOptional()] : []),
    ApiProperty({
      description: `${says} Kept in the erasable register.`,
      type: String,
      maxLength: 10_000,
      required: !options.optional,
      example: 'What we saw, in a few sentences.',
    }),
    (target: object, property: string | symbol) => {
      const declared = narrativesOf(target);
      Reflect.defineMetadata(NARRATIVES, [...declared, String(property)], target);
    },
  );

/** The narrative fields of a command (or of its prototype). */
export const narrativesOf = (target: object): readonly string[] =>
  (Reflect.getMetadata(NARRATIVES, target) as string[] | undefined) ?? [];
