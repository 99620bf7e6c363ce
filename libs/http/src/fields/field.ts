import { applyDecorators } from '@nestjs/common';
import { IsOptional } from 'class-validator';

/**
 * The fields of command bodies. Each says its shape once: what is validated (400, naming the field) and what
 * the API's description shows. The first argument is a sentence for the reader, the second an example.
 */
export interface Options {
  optional?: boolean;
}

/** A field made of these decorators; an optional one may be left out, or be null. */
export const field = (options: Options, ...decorators: PropertyDecorator[]) =>
  applyDecorators(...decorators, ...(options.optional ? [IsOptional()] : []));
