import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import 'reflect-metadata';
import { AsKept } from './field.js';

const NARRATIVES = Symbol('narratives');

/** The field of a body that names the people whom its narratives are about; no command keeps it. */
export const PEOPLE = 'people';

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
      if (declared.length === 0) declarePeople(target);
      Reflect.defineMetadata(NARRATIVES, [...declared, String(property)], target);
    },
  );

/** The narrative fields of a command (or of its prototype). */
export const narrativesOf = (target: object): readonly string[] =>
  (Reflect.getMetadata(NARRATIVES, target) as string[] | undefined) ?? [];

/** Whoever has narratives may say whom they name: what is known to name a person is erased with them. */
function declarePeople(target: object): void {
  const decorators = [
    AsKept(),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(50),
    IsUUID('all', { each: true, message: 'each value in $property must be an id (a UUID)' }),
    ApiProperty({
      description:
        'The people of the register whom the texts name, by id: so that forgetting them finds the texts.',
      type: [String],
      maxItems: 50,
      required: false,
      example: [],
    }),
  ];
  for (const decorate of decorators) decorate(target, PEOPLE);
}
