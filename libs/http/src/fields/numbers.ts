import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { MEASURED, numberFault, type NumberRule } from '#eventing';
import { numberShape } from '#read-model';
import { field, type Options } from './field.js';

interface NumberOptions extends Options {
  example?: number;
}

/** The one field for numbers: bounds and decimal places are judged on its decimal text, and described so. */
const NumberField = (says: string, rule: NumberRule, example: number, options: NumberOptions) =>
  field(
    options,
    ValidateBy({
      name: 'isNumberOf',
      validator: {
        validate: (value) => numberFault(value, rule) === undefined,
        defaultMessage: (args) => `$property ${numberFault(args?.value, rule) ?? ''}`,
      },
    }),
    ApiProperty({
      description: says,
      ...numberShape(rule),
      example: options.example ?? example,
      required: !options.optional,
    }),
  );

/** A whole number within bounds. */
export const CountField = (says: string, min: number, max: number, options: NumberOptions = {}) =>
  NumberField(says, { min, max, places: 0 }, min, options);

/** Money, in whole pence. */
export const PenceField = (says: string, options: NumberOptions = {}) =>
  CountField(`${says} (pence)`, 0, 1_000_000_000, { example: 35_000, ...options });

/** A measured value: from -1,000,000,000 to 1,000,000,000 with at most six decimal places. */
export const ValueField = (says: string, options: NumberOptions = {}) =>
  NumberField(says, MEASURED, 61.5, options);
